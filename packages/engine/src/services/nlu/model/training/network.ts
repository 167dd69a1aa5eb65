import type { Tensor2D } from "@tensorflow/tfjs-core";
import type { LayerThread } from "./beside.ts";
import type { Numbers, Slopes } from "./layer.ts";
import { lstm, type Sequences } from "./lstm.ts";
import type { Dense } from "../serving/parts.ts";
import type { SlopesOf } from "./softmax.ts";
import type { TensorFlow } from "./tensorflow.ts";

/** What the network reads of a batch of B messages, and what it should answer. */
export interface Batch extends Sequences {
  /** Sums of bag features [B, bag]. */
  bag: Numbers;
  /** [B, 2H + bag]: 0 for what this step leaves out, 1 / (1 - rate) for the rest. */
  dropout: Numbers;
  /** The right label of each message, and the share of the target probability that is spread over all. */
  outputs: Int32Array;
  smoothing: number;
}

/** How far the answers are from the targets (cross entropy, mean over the batch), and how the loss changes with ... */
export interface Gradients {
  loss: number;
  /** each direction's token vectors and weights, */
  directions: Slopes[];
  headKernel: Numbers;
  headBias: Numbers;
  /** and the bag. */
  bag: Numbers;
}

/** The sentence vector of each of so many messages, [B, 2H + bag]: the largest value of each LSTM state over time, then the bag. */
export function sentenceVectors(parts: readonly Numbers[], batch: number): Numbers {
  const widths = parts.map(({ length }) => length / batch);
  const width = widths.reduce((sum, one) => sum + one, 0);
  const vectors = new Float32Array(batch * width);
  let column = 0;
  for (const [at, part] of parts.entries()) {
    const own = widths[at] as number;
    for (let row = 0; row < batch; row++) vectors.set(part.subarray(row * own, (row + 1) * own), row * width + column);
    column += own;
  }
  return vectors;
}

/** The way back of `sentenceVectors`, for parts of these widths. */
function partsOf(vectors: Numbers, batch: number, widths: readonly number[]): Numbers[] {
  const width = vectors.length / batch;
  let column = 0;
  return widths.map((own) => {
    const part = new Float32Array(batch * own);
    for (let row = 0; row < batch; row++) {
      const from = row * width + column;
      part.set(vectors.subarray(from, from + own), row * own);
    }
    column += own;
    return part;
  });
}

/** What it runs on. */
export interface Means {
  tensorFlow: TensorFlow;
  slopesOf: SlopesOf;
  thread?: LayerThread | undefined;
}

/** Runs the network forwards and backwards on one batch, with a thread for one direction if there is one. */
export function gradients(batch: Batch, weights: Dense<Numbers>, { tensorFlow, slopesOf, thread }: Means): Gradients {
  const { batch: count, hidden, bag, dropout } = batch;
  const layers = lstm(batch, weights, thread);
  const vectors = sentenceVectors([...layers.forwards()(), bag], count);
  const head = openHead(tensorFlow, multiply(vectors, dropout), weights, count);
  // The loss is a mean, what the slopes are of a sum.
  const slopes = head.scores();
  const loss = slopesOf(slopes, { rights: batch.outputs, count: weights.headBias.length, smoothing: batch.smoothing });
  for (let at = 0; at < slopes.length; at++) slopes[at] = (slopes[at] as number) / count;
  const ofVectors = multiply(head.ofVectors(slopes), dropout);
  const [first, second, ofBag] = partsOf(ofVectors, count, [hidden, hidden, bag.length / count]) as Three<Numbers>;
  const finish = layers.backwards([first, second]);
  // Before the main thread's own direction, so that the other one has begun by then.
  const ofHead = { headKernel: head.ofKernel(slopes), headBias: sumOfRows(slopes, count) };
  head.close();
  return { loss, ...ofHead, bag: ofBag, directions: finish() };
}

type Three<T> = [T, T, T];

/** The products of the last layer, by TensorFlow. */
function openHead({ tf }: TensorFlow, given: Numbers, { headKernel, headBias }: Dense<Numbers>, count: number) {
  const labels = headBias.length;
  const vectors = tf.tensor2d(given, [count, given.length / count]);
  const kernel = tf.tensor2d(headKernel, [headKernel.length / labels, labels]);
  const numbers = (product: () => Tensor2D) => {
    const tensor = tf.tidy(product);
    const found = tensor.dataSync<"float32">();
    tensor.dispose();
    return found;
  };
  const withSlopes = (slopes: Numbers, product: (tensor: Tensor2D) => Tensor2D) =>
    numbers(() => product(tf.tensor2d(slopes, [count, labels])));
  return {
    /** The score of each label for each vector, [B, labels]. */
    scores(): Numbers {
      const scores = numbers(() => tf.matMul(vectors, kernel));
      for (let at = 0; at < scores.length; at++)
        scores[at] = (scores[at] as number) + (headBias[at % labels] as number);
      return scores;
    },
    ofVectors: (slopes: Numbers) => withSlopes(slopes, (tensor) => tf.matMul(tensor, kernel, false, true)),
    ofKernel: (slopes: Numbers) => withSlopes(slopes, (tensor) => tf.matMul(vectors, tensor, true)),
    close: () => tf.dispose([vectors, kernel]),
  };
}

function multiply(numbers: Numbers, factors: Numbers): Numbers {
  for (let at = 0; at < numbers.length; at++) numbers[at] = (numbers[at] as number) * (factors[at] as number);
  return numbers;
}

function sumOfRows(numbers: Numbers, rows: number): Numbers {
  const sums = new Float32Array(numbers.length / rows);
  for (let at = 0; at < numbers.length; at++) {
    const column = at % sums.length;
    sums[column] = (sums[column] as number) + (numbers[at] as number);
  }
  return sums;
}
