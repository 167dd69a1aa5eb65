import type { Tensor, Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { openLayerThread } from "./beside.ts";
import { lstm } from "./lstm.ts";
import { createRandom } from "./random.ts";
import { BACKENDS, openTensorFlow, type Tf } from "./tensorflow.ts";

const [D, T, B, E, H] = [2, 3, 5, 16, 8];
/** Two of the messages are shorter. */
const LENGTHS = [3, 2, 3, 1, 3];
const SHAPES = [
  [D, T, B, E],
  [D, E, 4 * H],
  [D, H, 4 * H],
  [D, 1, 4 * H],
];

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
  return tf.stack(states, 1);
}

/** The largest value of each state, [B, D·H], of all states [D, T, B, H]. */
function pooled(tf: Tf, states: Tensor, padding: Tensor): Tensor {
  const most = tf.max(tf.add(states, tf.reshape(padding, [1, T, B, 1])), 1);
  return tf.reshape(tf.transpose(most, [1, 0, 2]), [B, D * H]);
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
    `what is pooled, and gradients, are TensorFlow's own (${backend})`,
    () => {
      if (!opened) throw new Error(`The ${backend} backend does not start.`);
      const { tf } = opened;
      const random = createRandom(7);
      const numbers = (shape: number[]) =>
        tf.tensor(
          Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
          shape,
        );
      const inputs = SHAPES.map(numbers);
      const weight = numbers([B, D * H]);
      const absent = Array.from({ length: T * B }, (_, at) => (Math.floor(at / B) < (LENGTHS[at % B] ?? 0) ? 0 : -1e9));
      const padding = tf.tensor(absent, [T, B]);
      const plain = (...given: Tensor[]) => pooled(tf, plainLstm(tf, given), padding);
      const ours = (...given: Tensor[]) => {
        const [x, kernel, recurrent, bias] = given as [Tensor4D, Tensor3D, Tensor3D, Tensor3D];
        return lstm(tf, { input: x, padding }, { kernel, recurrent, bias });
      };
      const loss =
        (run: (...given: Tensor[]) => Tensor) =>
        (...given: Tensor[]) =>
          tf.sum(tf.mul(run(...given), weight));
      const expected = tf.grads(loss(plain))(inputs);
      const actual = tf.grads(loss(ours))(inputs);
      expectClose(ours(...inputs), plain(...inputs));
      for (const [at, gradient] of actual.entries()) expectClose(gradient, expected[at] as Tensor);
    },
  );
}

test("a direction on a thread of its own gives the same numbers, before the thread is there, with it, and after its end", async () => {
  const { tf } = await openTensorFlow("wasm");
  const random = createRandom(7);
  const numbers = (shape: number[]) =>
    tf.tensor(
      Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal()),
      shape,
    );
  const inputs = SHAPES.map(numbers);
  const padding = tf.zeros([T, B]);
  const thread = openLayerThread({ steps: T, batch: B, inputs: E, hidden: H });
  if (!thread) return void process.stderr.write("\nSKIPPED: an LSTM on two threads: there is one processor here.\n\n");
  const slopes = (beside?: typeof thread) =>
    tf
      .grads((...given: Tensor[]) => {
        const [x, kernel, recurrent, bias] = given as [Tensor4D, Tensor3D, Tensor3D, Tensor3D];
        return tf.sum(lstm(tf, { input: x, padding, thread: beside }, { kernel, recurrent, bias }));
      })(inputs)
      .map((gradient) => [...gradient.dataSync()]);
  const alone = slopes();
  expect(slopes(thread)).toEqual(alone);
  await expect.poll(thread.isThere, { timeout: 20_000 }).toBe(true);
  expect(slopes(thread)).toEqual(alone);
  expect(thread.isThere()).toBe(true);
  thread.stop();
  expect(slopes(thread)).toEqual(alone);
});

function expectClose(actual: Tensor, expected: Tensor): void {
  expect(actual.shape).toEqual(expected.shape);
  const right = expected.dataSync();
  for (const [at, value] of actual.dataSync().entries()) expect(value).toBeCloseTo(right[at] as number, 5);
}
