import type { Tensor } from "@tensorflow/tfjs-core";
import { LSTM_TOKENS } from "../serving/plain.ts";
import { mapDense, shapesOf, toBytes, type Dense, type Network, type Sizes } from "../serving/parts.ts";
import type { Encoded } from "../text/encoder.ts";
import { adamRate, adamStep, parameters, type Parameters } from "./adam.ts";
import { openLayerThread } from "./beside.ts";
import { bagUses, batchesOf, bothWays, layOut, sumOfBothWays, type Layout } from "./batches.ts";
import { gradients, type Batch } from "./network.ts";
import { takeOver, type From } from "./further.ts";
import { createRandom, type Random } from "./random.ts";
import type { Settings } from "./settings.ts";
import { createTable, type Uses } from "./table.ts";
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
  const tokens = createTable(lesson.tokenRows, sizes.embedding, 0.5, random);
  const bag = createTable(lesson.rows, sizes.bag, 0.1, random);
  const dense = from ? mapDense(from.part.dense, (values) => parameters(values.slice())) : initialDense(sizes, random);
  if (from) {
    takeOver(from.part.tokens, from.rows, tokens.values());
    takeOver(from.part.bag, from.rows, bag.values());
  }
  const lengths = messages.map((message) => message.tokens);
  const steps = settings.epochs * Math.ceil(messages.length / settings.batch);
  const { batch, embedding, hidden } = { ...settings, ...sizes };
  const thread = openLayerThread({ steps: LSTM_TOKENS, batch, inputs: embedding, hidden });
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
    dense: mapDense(dense, ({ values }) => values),
  };

  function takeStep(indices: readonly number[], step: number): number {
    const batch = indices.map((index) => messages[index] as Encoded);
    const { layout, padding, ...uses } = listUses(batch, settings, random);
    const input = bothWays(tokens.gather(uses.tokens, layout.steps * batch.length), layout, sizes.embedding);
    const target = new Float32Array(batch.length * sizes.outputs).fill(settings.smoothing / sizes.outputs);
    for (const [at, index] of indices.entries()) {
      const place = at * sizes.outputs + (lesson.outputs[index] as number);
      target[place] = (target[place] as number) + 1 - settings.smoothing;
    }
    const vector = 2 * sizes.hidden + sizes.bag;
    const { tf } = tensorFlow;
    const shapes = shapesOf(sizes);
    const tensors: Batch<Tensor> = {
      input: tf.tensor(input, [2, layout.steps, batch.length, sizes.embedding]),
      padding: tf.tensor(padding, [layout.steps, batch.length]),
      bag: tf.tensor(bag.gather(uses.bag, batch.length).slice(), [batch.length, sizes.bag]),
      dropout: tf.tensor(dropoutMask(batch.length * vector, settings.dropout, random), [batch.length, vector]),
      target: tf.tensor(target, [batch.length, sizes.outputs]),
    };
    const weights = mapDense(dense, ({ values }, name) => tf.tensor(values, shapes[name]));
    const slopes = gradients(tensorFlow, tensors, weights, thread);
    tf.dispose([Object.values(tensors), Object.values(weights)]);

    const rate = adamRate(settings.rate * schedule(step, steps), step);
    mapDense(dense, (target, name) => adamStep(target, 0, slopes.weights[name], rate));
    tokens.step(uses.tokens, sumOfBothWays(slopes.input, layout, sizes.embedding), rate);
    bag.descend(uses.bag, slopes.bag, settings.bagRate * schedule(step, steps));
    return slopes.loss;
  }
}

interface Gathered {
  layout: Layout;
  tokens: Uses;
  bag: Uses;
  padding: Float32Array;
}

/** Lists the rows of each message's features, leaving some out at random. */
function listUses(batch: readonly Encoded[], settings: Settings, random: Random): Gathered {
  const layout = layOut(batch.map((message) => Math.min(message.tokens, LSTM_TOKENS)));
  const { steps } = layout;
  const tokens: Uses = { rows: [], weights: [], places: [] };
  const padding = new Float32Array(steps * batch.length);

  for (const [index, { starts, rows }] of batch.entries()) {
    const count = layout.counts[index] as number;
    for (let token = 0; token < count; token++) {
      const start = starts[token] as number;
      const end = starts[token + 1] as number;
      const weight = 1 / Math.sqrt(Math.max(1, end - start)) / (1 - settings.tokenDropout);
      for (let at = start; at < end; at++) {
        if (random.next() < settings.tokenDropout) continue;
        tokens.rows.push(rows[at] as number);
        tokens.weights.push(weight);
        tokens.places.push(token * batch.length + index);
      }
    }
    for (let step = count; step < steps; step++) padding[step * batch.length + index] = -1e9;
  }
  return { layout, tokens, bag: bagUses(batch, settings.bagDropout, random), padding };
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
