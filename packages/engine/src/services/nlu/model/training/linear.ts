import { paddedColumns, toBytes, type Linear } from "../serving/parts.ts";
import type { Encoded } from "../text/encoder.ts";
import { batchesOf, listBag } from "./batches.ts";
import type { AfterStep } from "./fit.ts";
import { createRandom } from "./random.ts";
import type { Settings } from "./settings.ts";
import { takeOver, type From } from "./further.ts";
import { createTable, createUses, type Uses } from "./table.ts";
import { createSoftmax } from "./softmax.ts";
import { tellingOf } from "./telling.ts";

/** What a linear model learns from: messages as rows of its table, and the output that each should give. */
export interface LinearLesson {
  messages: readonly Encoded[];
  outputs: Int32Array;
  count: number;
  rows: number;
  settings: Settings;
  seed: number;
}

/** How fast what an output scores before anything is known moves, of how fast features do: it is in every message, they are in few. */
const BIAS_SHARE = 0.3;

/**
 * Trains multinomial logistic regression on the bag: each feature has a score per output, and a message's scores are
 * the weighted sums of its features'. With few examples it beats a network, which has more to learn first.
 */
export async function fitLinear(lesson: LinearLesson, afterStep: AfterStep, from?: From<Linear>): Promise<Linear> {
  const { messages, outputs, count } = lesson;
  const { smoothing, linear } = lesson.settings;
  const { epochs, dropout } = linear;
  const width = paddedColumns(count);
  const random = createRandom(lesson.seed);
  const table = createTable(lesson.rows, width);
  const bias = from ? from.part.bias.slice() : new Float32Array(width);
  if (from) takeOver(from.part.table, from.rows, table.values());
  const telling = lesson.settings.linear.telling ? tellingOf(messages, outputs, count, lesson.rows) : undefined;
  const lengths = messages.map(() => 0);
  const steps = epochs * Math.ceil(messages.length / linear.batch);
  const list = createUses();
  const slopesOf = createSoftmax();
  let step = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    for (const indices of batchesOf(lengths, linear.batch, random)) {
      step += 1;
      const batch = indices.map((index) => messages[index] as Encoded);
      const uses = listBag(batch, dropout, random, list);
      const scores = table.gather(uses, indices.length).slice();
      addToRows(scores, bias);
      const rights = Int32Array.from(indices, (index) => outputs[index] as number);
      const loss = slopesOf(scores, { rights, count, smoothing });
      const decay = Math.min(1, step / (steps / 20)) * (1 - step / (steps + 1));
      const rate = (linear.rate * decay) / indices.length;
      table.descend(telling ? weighted(uses, telling) : uses, scores, rate);
      moveBias(bias, scores, BIAS_SHARE * rate);
      await afterStep({ part: "linear", epoch, loss });
    }
  }
  return { table: toBytes(table.values(), width), bias, outputs: count };
}

function addToRows(rows: Float32Array, bias: Float32Array): void {
  for (let from = 0; from < rows.length; from += bias.length) {
    for (let at = 0; at < bias.length; at++) rows[from + at] = (rows[from + at] as number) + (bias[at] as number);
  }
}

/** Moves what outputs score before anything is known against the slopes of all messages. */
function moveBias(bias: Float32Array, slopes: Float32Array, rate: number): void {
  for (let from = 0; from < slopes.length; from += bias.length) {
    for (let at = 0; at < bias.length; at++) bias[at] = (bias[at] as number) - rate * (slopes[from + at] as number);
  }
}

function weighted(uses: Uses, byRow: Float32Array): Uses {
  const weights = uses.weights.map((weight, at) => weight * (byRow[uses.rows[at] as number] as number));
  return { ...uses, weights };
}
