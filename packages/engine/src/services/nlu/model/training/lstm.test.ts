import type { Tensor } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { openLayerThread, type LayerThread } from "./beside.ts";
import { lstm } from "./lstm.ts";
import { gradients, type Batch } from "./network.ts";
import { createRandom } from "./random.ts";
import { createSoftmax } from "./softmax.ts";
import { BACKENDS, openTensorFlow, type Tf } from "./tensorflow.ts";

const [D, T, B, E, H] = [2, 3, 5, 16, 8];
const [BAG, LABELS] = [4, 7];
const SMOOTHING = 0.1;
/** Two of the messages are shorter. */
const LENGTHS = [3, 2, 3, 1, 3];
const SIZES = { steps: T, batch: B, inputs: E, hidden: H };
const SHAPES = {
  input: [D, T, B, E],
  bag: [B, BAG],
  dropout: [B, D * H + BAG],
  kernel: [D, E, 4 * H],
  recurrent: [D, H, 4 * H],
  bias: [D, 1, 4 * H],
  headKernel: [D * H + BAG, LABELS],
  headBias: [1, LABELS],
};
type Name = keyof typeof SHAPES;

const random = createRandom(7);
const numbers = Object.fromEntries(
  Object.entries(SHAPES).map(([name, shape]) => [
    name,
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
  ]),
) as Record<Name, Float32Array>;
const padding = Float32Array.from({ length: T * B }, (_, at) =>
  Math.floor(at / B) < (LENGTHS[at % B] ?? 0) ? 0 : -1e9,
);
const outputs = Int32Array.from({ length: B }, (_, at) => at);

/** The same equations left to TensorFlow.js' own differentiation. */
function plainLstm(tf: Tf, [x, kernel, recurrent, bias]: Tensor[]): Tensor {
  let h: Tensor | undefined;
  let c: Tensor | undefined;
  const states: Tensor[] = [];
  for (let t = 0; t < T; t++) {
    const step = tf.reshape(tf.slice(x as Tensor, [0, t, 0, 0], [D, 1, B, E]), [D, B, E]);
    let z = tf.add(tf.matMul(step, kernel as Tensor), bias as Tensor);
    if (h) z = tf.add(z, tf.matMul(h, recurrent as Tensor));
    const [i, f, o, g] = tf.split(z, 4, 2) as [Tensor, Tensor, Tensor, Tensor];
    const added = tf.mul(tf.sigmoid(i), tf.tanh(g));
    c = c ? tf.add(tf.mul(tf.sigmoid(f), c), added) : added;
    h = tf.mul(tf.sigmoid(o), tf.tanh(c));
    states.push(h);
  }
  const most = tf.max(tf.add(tf.stack(states, 1), tf.tensor(padding, [1, T, B, 1])), 1);
  return tf.reshape(tf.transpose(most, [1, 0, 2]), [B, D * H]);
}

/** The loss of the whole network, by all that it depends on but dropout. */
function plainLoss(tf: Tf, [input, bag, kernel, recurrent, bias, headKernel, headBias]: Tensor[]): Tensor {
  const pooled = plainLstm(tf, [input, kernel, recurrent, bias] as Tensor[]);
  const vectors = tf.mul(tf.concat([pooled, bag as Tensor], 1), tf.tensor(numbers.dropout, SHAPES.dropout));
  const scores = tf.add(tf.matMul(vectors, headKernel as Tensor), headBias as Tensor);
  const one = tf.oneHot(tf.tensor1d([...outputs], "int32"), LABELS);
  const target = tf.add(tf.mul(one, 1 - SMOOTHING), SMOOTHING / LABELS);
  return tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(scores)), 1)));
}

for (const backend of BACKENDS) {
  const opened = await openTensorFlow(backend).catch(
    (error: unknown) =>
      void process.stderr.write(
        `\nSKIPPED: the LSTM on ${backend} TensorFlow, which does not run here: ${String(error)}\n\n`,
      ),
  );
  // Only the native library may be missing: an optional dependency that some platforms cannot have.
  test.skipIf(backend === "native" && !opened)(
    `what is pooled, and gradients of the whole network, are TensorFlow's own (${backend})`,
    () => {
      if (!opened) throw new Error(`The ${backend} backend does not start.`);
      const { tf } = opened;
      const names = ["input", "bag", "kernel", "recurrent", "bias", "headKernel", "headBias"] as const;
      const given = names.map((name) => tf.tensor(numbers[name], SHAPES[name]));
      const [input, , kernel, recurrent, bias] = given;
      const pooled = plainLstm(tf, [input, kernel, recurrent, bias] as Tensor[]);
      const [forwards, backwards] = tf.split(pooled, 2, 1) as [Tensor, Tensor];
      const ours = lstm({ ...SIZES, input: numbers.input, padding }, numbers).forwards()();
      expectClose(ours[0], forwards);
      expectClose(ours[1], backwards);

      const expected = tf.grads((...all: Tensor[]) => plainLoss(tf, all))(given);
      const found = gradients(batchOf(), numbers, { tensorFlow: opened, slopesOf: createSoftmax() });
      const both = (at: 0 | 1 | 2 | 3) => Float32Array.from(found.directions.flatMap((slopes) => [...slopes[at]]));
      const actual = [both(0), found.bag, both(1), both(2), both(3), found.headKernel, found.headBias];
      for (const [at, gradient] of actual.entries()) expectClose(gradient, expected[at] as Tensor);
    },
  );
}

test("a direction on a thread of its own gives the same numbers, before the thread is there, with it, and after its end", async () => {
  const tensorFlow = await openTensorFlow("wasm");
  const thread = openLayerThread(SIZES);
  if (!thread) return void process.stderr.write("\nSKIPPED: an LSTM on two threads: there is one processor here.\n\n");
  const means = { tensorFlow, slopesOf: createSoftmax() };
  const found = (beside?: LayerThread) => gradients(batchOf(), numbers, { ...means, thread: beside });
  const alone = found();
  expect(found(thread)).toEqual(alone);
  await expect.poll(thread.isThere).toBe(true);
  expect(found(thread)).toEqual(alone);
  expect(thread.isThere()).toBe(true);
  thread.stop();
  expect(found(thread)).toEqual(alone);
});

function batchOf(): Batch {
  return { ...SIZES, ...numbers, padding, outputs, smoothing: SMOOTHING };
}

function expectClose(actual: ArrayLike<number> | undefined, expected: Tensor): void {
  const right = expected.dataSync();
  expect(actual?.length).toBe(right.length);
  for (const [at, value] of right.entries()) expect(actual?.[at]).toBeCloseTo(value, 5);
}
