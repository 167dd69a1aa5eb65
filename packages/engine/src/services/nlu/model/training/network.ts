import type { Tensor, Tensor2D, Tensor3D, Tensor4D } from "@tensorflow/tfjs-core";
import type { LayerThread } from "./beside.ts";
import { lstm } from "./lstm.ts";
import type { Dense } from "../serving/parts.ts";
import type { TensorFlow } from "./tensorflow.ts";

/** What the network reads of a batch of B messages, and what it should answer. */
export interface Batch<T> {
  /** Token vectors [2, T, B, E], forwards and backwards, each padded at its end. */
  input: T;
  /** [T, B]: 0 for a token, -1e9 for padding. */
  padding: T;
  /** Sums of bag features [B, bag]. */
  bag: T;
  /** [B, 2H + bag]: 0 for what this step leaves out, 1 / (1 - rate) for the rest. */
  dropout: T;
  /** [B, labels]: the probabilities to learn. */
  target: T;
}

/** The sentence vector of each message, [B, 2H + bag]: the largest value of each LSTM state over time, then the bag. */
export function encode(
  { tf }: TensorFlow,
  { input, padding, bag }: Pick<Batch<Tensor>, "input" | "padding" | "bag">,
  weights: Dense<Tensor>,
  thread?: LayerThread,
): Tensor2D {
  const { kernel, recurrent, bias } = weights as Dense<Tensor3D>;
  return tf.concat(
    [lstm(tf, { input: input as Tensor4D, padding, thread }, { kernel, recurrent, bias }), bag],
    1,
  ) as Tensor2D;
}

/** The score of each label for each sentence vector, [B, labels]; softmax makes them probabilities. */
export function score({ tf }: TensorFlow, vectors: Tensor, weights: Dense<Tensor>): Tensor2D {
  return tf.add(tf.matMul(vectors as Tensor2D, weights.headKernel as Tensor2D), weights.headBias);
}

/** How far the answers are from the targets (cross entropy, mean over the batch), and how the loss changes with ... */
export interface Gradients {
  loss: number;
  weights: Dense<Float32Array>;
  input: Float32Array;
  bag: Float32Array;
}

/** Runs the network forwards and backwards on one batch, with a thread for one direction if there is one. */
export function gradients(
  tensorFlow: TensorFlow,
  batch: Batch<Tensor>,
  weights: Dense<Tensor>,
  thread?: LayerThread,
): Gradients {
  const { tf } = tensorFlow;
  const run = tf.valueAndGrads((...inputs: Tensor[]) => {
    const [input, bag, kernel, recurrent, bias, headKernel, headBias] = inputs as Seven<Tensor>;
    const given = { kernel, recurrent, bias, headKernel, headBias };
    const vectors = encode(tensorFlow, { input, bag, padding: batch.padding }, given, thread);
    const scores = score(tensorFlow, tf.mul(vectors, batch.dropout), given);
    return tf.neg(tf.mean(tf.sum(tf.mul(batch.target, tf.logSoftmax(scores)), 1)));
  });
  const { kernel, recurrent, bias, headKernel, headBias } = weights;
  const { value, grads } = run([batch.input, batch.bag, kernel, recurrent, bias, headKernel, headBias]);
  const numbers = grads.map((gradient) => gradient.dataSync() as Float32Array) as Seven<Float32Array>;
  const loss = value.dataSync()[0] ?? Number.NaN;
  tf.dispose([value, ...grads]);
  const [dInput, dBag, dKernel, dRecurrent, dBias, dHeadKernel, dHeadBias] = numbers;
  return {
    loss,
    input: dInput,
    bag: dBag,
    weights: { kernel: dKernel, recurrent: dRecurrent, bias: dBias, headKernel: dHeadKernel, headBias: dHeadBias },
  };
}

type Seven<T> = [T, T, T, T, T, T, T];
