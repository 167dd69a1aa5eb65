import { LSTM_TOKENS } from "../serving/plain.ts";
import { mapDense, shapesOf, toBytes, type ByteTable, type Dense, type Network, type Sizes } from "../serving/parts.ts";
import type { Encoded } from "../text/encoder.ts";
import { adamRate, parameters, type Parameters } from "./adam.ts";
import { openLayerThread } from "./beside.ts";
import { batchesOf, bothWays, layOut, listBag, sumOfBothWays, type Layout } from "./batches.ts";
import type { Slopes } from "./layer.ts";
import { gradients } from "./network.ts";
import { takeOver, type From } from "./further.ts";
import { createRandom, type Random } from "./random.ts";
import type { Settings } from "./settings.ts";
import { createSoftmax } from "./softmax.ts";
import { createTable, createUses, firstOf, type Table, type Uses, type UsesList } from "./table.ts";
import type { TensorFlow } from "./tensorflow.ts";

/** What a network learns from: messages as rows of the tables, and the output that each should give. */
export interface Lesson {
  messages: readonly Encoded[];
  outputs: Int32Array;
  sizes: Sizes;
  rows: number;
  tokenRows: number;
  settings: Settings;
  seed: number;
}

/** Told after every step; awaited, and an error it throws ends the training. */
export type AfterStep = (step: {
  part: "linear" | "sentence" | "network";
  epoch: number;
  loss: number;
}) => Promise<void>;

/** Trains one network, or goes on from what one has learned. */
export async function fit(
  tensorFlow: TensorFlow,
  lesson: Lesson,
  afterStep: AfterStep,
  from?: From<Network>,
): Promise<Network> {
  const { messages, sizes, settings } = lesson;
  const random = createRandom(lesson.seed);
  const tokens = createTable(lesson.tokenRows, sizes.embedding);
  const bag = createTable(lesson.rows, sizes.bag);
  begin(tokens, uniform(0.5, random), from && { table: from.part.tokens, rows: from.rows });
  begin(bag, uniform(0.1, random), from && { table: from.part.bag, rows: from.rows });
  const dense = from ? mapDense(from.part.dense, parameters) : initialDense(sizes, random);
  const lengths = messages.map((message) => message.tokens);
  const steps = settings.epochs * Math.ceil(messages.length / settings.batch);
  const { batch, embedding, hidden } = { ...settings, ...sizes };
  const thread = openLayerThread({ steps: LSTM_TOKENS, batch, inputs: embedding, hidden });
  const means = { tensorFlow, slopesOf: createSoftmax(), thread };
  const lists = { tokens: createUses(), bag: createUses() };
  let step = 0;

  try {
    for (let epoch = 1; epoch <= settings.epochs; epoch++) {
      for (const indices of batchesOf(lengths, settings.batch, random)) {
        step += 1;
        const loss = takeStep(indices, step);
        await afterStep({ part: "network", epoch, loss });
      }
    }
  } finally {
    thread?.stop();
  }
  return {
    tokens: toBytes(tokens.values(), sizes.embedding),
    bag: toBytes(bag.values(), sizes.bag),
    dense: mapDense(dense, ({ values }) => values.slice()),
  };

  function takeStep(indices: readonly number[], step: number): number {
    const given = indices.map((index) => messages[index] as Encoded);
    const { layout, padding, ...uses } = listUses(given, settings, random, lists);
    const input = bothWays(tokens.gather(uses.tokens, layout.steps * given.length), layout, embedding);
    const found = gradients(
      {
        steps: layout.steps,
        batch: given.length,
        inputs: embedding,
        hidden,
        input,
        padding,
        bag: bag.gather(uses.bag, given.length),
        dropout: dropoutMask(given.length * (2 * hidden + sizes.bag), settings.dropout, random),
        outputs: Int32Array.from(indices, (index) => lesson.outputs[index] as number),
        smoothing: settings.smoothing,
      },
      mapDense(dense, ({ values }) => values),
      means,
    );

    const rate = adamRate(settings.rate * schedule(step, steps), step);
    for (const [direction, [, ...slopes]] of found.directions.entries()) {
      for (const [at, name] of LSTM_WEIGHTS.entries()) {
        const slope = slopes[at] as Float32Array;
        dense[name].step(slope, rate, direction * slope.length);
      }
    }
    dense.headKernel.step(found.headKernel, rate);
    dense.headBias.step(found.headBias, rate);
    const [[forwards], [backwards]] = found.directions as [Slopes, Slopes];
    tokens.step(uses.tokens, sumOfBothWays(forwards, backwards, layout, embedding), rate);
    bag.descend(uses.bag, found.bag, settings.bagRate * schedule(step, steps));
    return found.loss;
  }
}

/** Fills a table with what was learned, and with other numbers where nothing was. */
function begin(table: Table, fresh: (row: Float32Array) => void, known?: { table: ByteTable; rows: Int32Array }): void {
  if (known) takeOver(known.table, known.rows, table.values(), fresh);
  else fresh(table.values());
}

function uniform(spread: number, random: Random) {
  return (numbers: Float32Array) => {
    for (let at = 0; at < numbers.length; at++) numbers[at] = spread * (2 * random.next() - 1);
  };
}

/** In the order of their slopes. */
const LSTM_WEIGHTS = ["kernel", "recurrent", "bias"] as const;

type Lists = Record<"tokens" | "bag", UsesList>;

interface Gathered {
  layout: Layout;
  tokens: Uses;
  bag: Uses;
  padding: Float32Array;
}

/** Lists the rows of each message's features, leaving some out at random. */
function listUses(batch: readonly Encoded[], settings: Settings, random: Random, lists: Lists): Gathered {
  const layout = layOut(batch.map((message) => Math.min(message.tokens, LSTM_TOKENS)));
  const { steps } = layout;
  const uses = lists.tokens.room(batch.reduce((sum, { rows }) => sum + rows.length, 0));
  let used = 0;
  const padding = new Float32Array(steps * batch.length);

  for (const [index, { starts, rows }] of batch.entries()) {
    const count = layout.counts[index] as number;
    for (let token = 0; token < count; token++) {
      const start = starts[token] as number;
      const end = starts[token + 1] as number;
      const weight = 1 / Math.sqrt(Math.max(1, end - start)) / (1 - settings.tokenDropout);
      for (let at = start; at < end; at++) {
        if (random.next() < settings.tokenDropout) continue;
        uses.rows[used] = rows[at] as number;
        uses.weights[used] = weight;
        uses.places[used++] = token * batch.length + index;
      }
    }
    for (let step = count; step < steps; step++) padding[step * batch.length + index] = -1e9;
  }
  return { layout, tokens: firstOf(uses, used), bag: listBag(batch, settings.bagDropout, random, lists.bag), padding };
}

/** Rises over the first steps, then falls to nothing at the last. */
function schedule(step: number, steps: number): number {
  return Math.min(1, step / Math.min(100, steps / 10)) * (1 - step / (steps + 1));
}

function initialDense(sizes: Sizes, random: Random): Dense<Parameters> {
  const { hidden } = sizes;
  const shapes = shapesOf(sizes);
  const dense = mapDense(shapes, (shape, name) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const scale = name === "bias" || name === "headBias" ? 0 : 1 / Math.sqrt(shape.at(-2) ?? 1);
    return parameters(normals(count, scale, random));
  });
  // Forget gates start open (Jozefowicz et al. 2015), so that gradients reach far back from the first step on.
  for (const direction of [0, 1]) {
    dense.bias.values.fill(1, (4 * direction + 1) * hidden, (4 * direction + 2) * hidden);
  }
  return dense;
}

function normals(count: number, scale: number, random: Random): Float32Array {
  const values = new Float32Array(count);
  if (scale > 0) for (let at = 0; at < count; at++) values[at] = scale * random.normal();
  return values;
}

function dropoutMask(count: number, rate: number, random: Random): Float32Array {
  const mask = new Float32Array(count);
  for (let at = 0; at < count; at++) mask[at] = random.next() < rate ? 0 : 1 / (1 - rate);
  return mask;
}
