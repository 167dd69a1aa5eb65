import type { Encoded } from "../text/encoder.ts";
import type { ByteTable, Linear, Network, SentencePart, Sizes } from "./parts.ts";

/** The most tokens that the LSTM reads; the bag sees all of a message. */
export const LSTM_TOKENS = 64;

/** One network's answer: views that are valid until its next call. */
export interface Output {
  /** The largest value of each LSTM state over time, forwards then backwards, then the sum of the bag. */
  vector: Float32Array;
  scores: Float32Array;
}

/** Runs one network on one message. */
export type Forward = (message: Encoded) => Output;

/** Creates the network in plain JavaScript: the reference, and what runs where WebAssembly SIMD does not. */
export function createPlainForward(network: Network, sizes: Sizes): Forward {
  const { embedding, hidden, bag, outputs } = sizes;
  const { kernel, recurrent, bias, headKernel, headBias } = network.dense;
  const gates = 4 * hidden;
  const vector = new Float32Array(2 * hidden + bag);
  const scores = new Float32Array(outputs);
  const inputs = new Float32Array(LSTM_TOKENS * embedding);
  const z = new Float32Array(gates);
  const h = new Float32Array(hidden);
  const c = new Float32Array(hidden);

  function run(direction: number, steps: number): void {
    const pooled = vector.subarray(direction * hidden, (direction + 1) * hidden).fill(Number.NEGATIVE_INFINITY);
    h.fill(0);
    c.fill(0);
    for (let step = 0; step < steps; step++) {
      const token = direction === 0 ? step : steps - 1 - step;
      z.set(bias.subarray(direction * gates, (direction + 1) * gates));
      addProduct(inputs.subarray(token * embedding, (token + 1) * embedding), kernel, direction * embedding * gates, z);
      addProduct(h, recurrent, direction * hidden * gates, z);
      for (let at = 0; at < hidden; at++) {
        const i = sigmoid(z[at] as number);
        const f = sigmoid(z[hidden + at] as number);
        const o = sigmoid(z[2 * hidden + at] as number);
        const cell = f * (c[at] as number) + i * Math.tanh(z[3 * hidden + at] as number);
        const state = o * Math.tanh(cell);
        c[at] = cell;
        h[at] = state;
        if (state > (pooled[at] as number)) pooled[at] = state;
      }
    }
  }

  return (message) => {
    const steps = Math.min(message.tokens, LSTM_TOKENS);
    readTokens(network.tokens, message, inputs.fill(0, 0, steps * embedding));
    run(0, steps);
    run(1, steps);
    readBag(network.bag, message, vector.subarray(2 * hidden).fill(0));
    scores.set(headBias);
    addProduct(vector, headKernel, 0, scores);
    return { vector, scores };
  };
}

/** The score of each output for one message; a view that is valid until the next call. */
export type Scorer = (message: Encoded) => Float32Array;

/** Creates the linear model in plain JavaScript. */
export function createPlainLinear({ table, bias, outputs }: Linear): Scorer {
  const scores = new Float32Array(table.width);
  return (message) => {
    scores.set(bias);
    readBag(table, message, scores);
    return scores.subarray(0, outputs);
  };
}

/** The score of each output for one sentence vector; a view that is valid until the next call. */
export type SentenceScorer = (vector: Float32Array) => Float32Array;

/** Creates the part that reads sentence vectors. */
export function createSentenceScorer({ weights, bias, outputs }: SentencePart): SentenceScorer {
  const scores = new Float32Array(bias.length);
  return (vector) => {
    scores.set(bias);
    addProduct(vector, weights, 0, scores);
    return scores.subarray(0, outputs);
  };
}

/** Sums the rows of each token's features, over the square root of their number. */
function readTokens(table: ByteTable, { tokens, starts, rows }: Encoded, into: Float32Array): void {
  const count = Math.min(tokens, LSTM_TOKENS);
  for (let token = 0; token < count; token++) {
    const start = starts[token] as number;
    const end = starts[token + 1] as number;
    const weight = 1 / Math.sqrt(Math.max(1, end - start));
    const vector = into.subarray(token * table.width, (token + 1) * table.width);
    for (let at = start; at < end; at++) addRow(table, rows[at] as number, weight, vector);
  }
}

/** Sums the weighted rows of the bag. */
function readBag(table: ByteTable, { bagRows, bagWeights }: Encoded, into: Float32Array): void {
  for (let at = 0; at < bagRows.length; at++) addRow(table, bagRows[at] as number, bagWeights[at] as number, into);
}

function addRow({ width, values, scales }: ByteTable, row: number, weight: number, into: Float32Array): void {
  const scale = weight * (scales[row] as number);
  const from = row * width;
  for (let at = 0; at < width; at++) into[at] = (into[at] as number) + scale * (values[from + at] as number);
}

/** Adds row vector times matrix to `into`; the matrix has a column per entry of `into` and begins at `from`. */
function addProduct(left: Float32Array, matrix: Float32Array, from: number, into: Float32Array): void {
  const columns = into.length;
  for (let row = 0; row < left.length; row++) {
    const factor = left[row] as number;
    const start = from + row * columns;
    for (let column = 0; column < columns; column++) {
      into[column] = (into[column] as number) + factor * (matrix[start + column] as number);
    }
  }
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
