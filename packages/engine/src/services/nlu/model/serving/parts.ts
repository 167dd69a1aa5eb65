import type { Scope } from "./scope.ts";
import type { Vocabulary } from "../text/vocabulary.ts";

/** The sizes of a network's layers. */
export interface Sizes {
  /** Numbers per token that the LSTM reads. */
  embedding: number;
  /** Numbers in the LSTM's state, per direction. */
  hidden: number;
  /** Numbers in the sum of the bag's features. */
  bag: number;
  /** Scores that come out: one per label, and one more for "none of them" if the model learnt that. */
  outputs: number;
}

/** The dense weights of a network, in the shapes of `shapesOf`. */
export interface Dense<T> {
  kernel: T;
  recurrent: T;
  bias: T;
  headKernel: T;
  headBias: T;
}

/** The shape of each dense weight; the first axis of the LSTM's is its direction, forwards and backwards. */
export function shapesOf({ embedding, hidden, bag, outputs }: Sizes): Dense<number[]> {
  return {
    kernel: [2, embedding, 4 * hidden],
    recurrent: [2, hidden, 4 * hidden],
    bias: [2, 1, 4 * hidden],
    headKernel: [2 * hidden + bag, outputs],
    headBias: [1, outputs],
  };
}

/** The same change made to every dense weight, in the order in which they are stored. */
export function mapDense<A, B>(dense: Dense<A>, change: (value: A, name: keyof Dense<A>) => B): Dense<B> {
  return {
    kernel: change(dense.kernel, "kernel"),
    recurrent: change(dense.recurrent, "recurrent"),
    bias: change(dense.bias, "bias"),
    headKernel: change(dense.headKernel, "headKernel"),
    headBias: change(dense.headBias, "headBias"),
  };
}

/** A table of feature rows as bytes; row r's numbers are `values[r * width + i] * scales[r]`. */
export interface ByteTable {
  width: number;
  values: Int8Array;
  scales: Float32Array;
}

/** One trained network. */
export interface Network {
  tokens: ByteTable;
  bag: ByteTable;
  dense: Dense<Float32Array>;
}

const LANES = 8;

/** So many columns, rounded up to what the kernel handles at once. */
export function paddedColumns(columns: number): number {
  return Math.ceil(columns / LANES) * LANES;
}

/** A linear model over the bag: a row of scores per feature, and what each output scores before anything is known; padded at their ends. */
export interface Linear {
  table: ByteTable;
  bias: Float32Array;
  outputs: number;
}

/** A linear model over sentence vectors: a row of scores for each of a vector's numbers, padded at their ends. */
export interface SentencePart {
  weights: Float32Array;
  bias: Float32Array;
  outputs: number;
}

/** What turns scores into calibrated probabilities and a decision. */
export interface Calibration {
  /** What scores are divided by before softmax; above 1 makes them less sure. */
  temperature: number;
  /** The network's share in the probabilities, 0..1; the rest is the linear model's. */
  share: number;
  threshold: number;
  /** How it is told whether any intent fits; by the confidence alone if absent. */
  scope?: Scope;
  /** Where the part that reads sentence vectors is asked too: the power of the others' probabilities, and what its scores are multiplied with. */
  sentence?: { power: number; sharpness: number; threshold: number; scope?: Scope };
}

/** A trained model: what its artefact holds. */
export interface Model {
  labels: string[];
  sizes: Sizes;
  vocabulary: Vocabulary;
  /** Absent in a first model, which answers until the whole one is there. */
  network?: Network | undefined;
  linear: Linear;
  /** Absent where it was trained without sentence vectors. */
  sentence?: SentencePart | undefined;
  calibration: Calibration;
  /** Facts for people: when, from what and on what it was trained. */
  origin: Record<string, string | number>;
}

/** The numbers of a row of bytes, put in the place of others. */
export function fromBytes({ width, values, scales }: ByteTable, row: number, into: Float32Array): void {
  const scale = scales[row] as number;
  for (let at = 0; at < width; at++) into[at] = scale * (values[row * width + at] as number);
}

/** Rounds each row to bytes, with the row's largest number as 127. */
export function toBytes(values: Float32Array, width: number): ByteTable {
  const rows = values.length / width;
  const table: ByteTable = { width, values: new Int8Array(values.length), scales: new Float32Array(rows) };
  for (let row = 0; row < rows; row++) {
    const numbers = values.subarray(row * width, (row + 1) * width);
    let largest = 0;
    for (let at = 0; at < width; at++) largest = Math.max(largest, Math.abs(numbers[at] as number));
    table.scales[row] = largest / 127;
    if (largest === 0) continue;
    for (let at = 0; at < width; at++)
      table.values[row * width + at] = Math.round(((numbers[at] as number) * 127) / largest);
  }
  return table;
}
