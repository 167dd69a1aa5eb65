import type { Encoded } from "../text/encoder.ts";
import { createKernel, type Kernel } from "./kernel.ts";
import { paddedColumns, type ByteTable, type Linear, type Network, type Sizes } from "./parts.ts";
import { LSTM_TOKENS, type Forward, type Scorer } from "./plain.ts";

const FLOAT = 4;

/** Creates the network on the WebAssembly SIMD kernel, about ten times as fast as plain JavaScript. */
export function createSimdForward(network: Network, sizes: Sizes): Forward {
  const kernel = createKernel();
  const { embedding, hidden, bag, outputs } = sizes;
  const gateCount = 4 * hidden;
  const vectorSize = 2 * hidden + bag;
  const columns = paddedColumns(outputs);
  const tokens = placeTable(kernel, network.tokens);
  const bags = placeTable(kernel, network.bag);
  const dense = {
    kernel: place(kernel, network.dense.kernel),
    recurrent: place(kernel, network.dense.recurrent),
    headKernel: place(kernel, padColumns(network.dense.headKernel, outputs, columns)),
  };
  const inputs = kernel.reserve(FLOAT * LSTM_TOKENS * embedding);
  const gates = kernel.reserve(FLOAT * LSTM_TOKENS * gateCount);
  const h = kernel.reserve(FLOAT * hidden);
  const c = kernel.reserve(FLOAT * hidden);
  const vector = kernel.reserve(FLOAT * vectorSize);
  const scores = kernel.reserve(FLOAT * columns);
  let room = 0;
  let rows = 0;
  let weights = 0;
  let views = viewMemory(2_048);

  /** Makes room for the features of one message; growing the memory ends all earlier views of it. */
  function viewMemory(count: number) {
    room = count;
    rows = kernel.reserve(FLOAT * count);
    weights = kernel.reserve(FLOAT * count);
    return {
      inputs: kernel.floats(inputs, LSTM_TOKENS * embedding),
      gates: kernel.floats(gates, LSTM_TOKENS * gateCount),
      vector: kernel.floats(vector, vectorSize),
      scores: kernel.floats(scores, columns),
      rows: kernel.integers(rows, count),
      weights: kernel.floats(weights, count),
    };
  }

  function readTokens(message: Encoded, steps: number): void {
    const { starts } = message;
    views.inputs.fill(0, 0, steps * embedding);
    views.rows.set(message.rows);
    for (let token = 0; token < steps; token++) {
      const start = starts[token] as number;
      const end = starts[token + 1] as number;
      views.weights.fill(1 / Math.sqrt(Math.max(1, end - start)), start, end);
      const [from, to] = [FLOAT * start, inputs + FLOAT * token * embedding];
      kernel.run.sumByteRows(tokens.values, tokens.scales, embedding, rows + from, weights + from, end - start, to);
    }
  }

  function runDirection(direction: number, steps: number): void {
    const bias = network.dense.bias.subarray(direction * gateCount, (direction + 1) * gateCount);
    for (let step = 0; step < steps; step++) views.gates.set(bias, step * gateCount);
    const weights = dense.kernel + FLOAT * direction * embedding * gateCount;
    kernel.run.addProduct(inputs, weights, gates, steps, embedding, gateCount);
    const recurrent = dense.recurrent + FLOAT * direction * hidden * gateCount;
    const pooled = vector + FLOAT * direction * hidden;
    kernel.run.lstm(gates, recurrent, h, c, pooled, steps, hidden, direction);
  }

  return (message) => {
    if (Math.max(message.rows.length, message.bagRows.length) > room) {
      views = viewMemory(2 * Math.max(message.rows.length, message.bagRows.length));
    }
    const steps = Math.min(message.tokens, LSTM_TOKENS);
    readTokens(message, steps);
    runDirection(0, steps);
    runDirection(1, steps);

    const { bagRows, bagWeights } = message;
    const bagSum = vector + FLOAT * 2 * hidden;
    views.vector.fill(0, 2 * hidden);
    views.rows.set(bagRows);
    views.weights.set(bagWeights);
    kernel.run.sumByteRows(bags.values, bags.scales, bag, rows, weights, bagRows.length, bagSum);

    views.scores.set(network.dense.headBias);
    kernel.run.addProduct(vector, dense.headKernel, scores, 1, vectorSize, columns);
    return { vector: views.vector, scores: views.scores.subarray(0, outputs) };
  };
}

/** Creates the linear model on the kernel. */
export function createSimdLinear({ table, bias, outputs }: Linear): Scorer {
  const kernel = createKernel();
  const placed = placeTable(kernel, table);
  const out = kernel.reserve(FLOAT * table.width);
  let room = 0;
  let rows = 0;
  let weights = 0;
  return ({ bagRows, bagWeights }) => {
    const count = bagRows.length;
    if (count > room) {
      room = Math.max(1_024, 2 * count);
      rows = kernel.reserve(FLOAT * room);
      weights = kernel.reserve(FLOAT * room);
    }
    kernel.integers(rows, count).set(bagRows);
    kernel.floats(weights, count).set(bagWeights);
    const scores = kernel.floats(out, table.width);
    scores.set(bias);
    kernel.run.sumByteRows(placed.values, placed.scales, table.width, rows, weights, count, out);
    return scores.subarray(0, outputs);
  };
}

function placeTable(kernel: Kernel, { values, scales }: ByteTable): { values: number; scales: number } {
  const address = kernel.reserve(values.length);
  kernel.bytes(address, values.length).set(values);
  return { values: address, scales: place(kernel, scales) };
}

function place(kernel: Kernel, numbers: Float32Array): number {
  const address = kernel.reserve(FLOAT * numbers.length);
  kernel.floats(address, numbers.length).set(numbers);
  return address;
}

function padColumns(matrix: Float32Array, columns: number, padded: number): Float32Array {
  const rows = matrix.length / columns;
  const result = new Float32Array(rows * padded);
  for (let row = 0; row < rows; row++) {
    result.set(matrix.subarray(row * columns, (row + 1) * columns), row * padded);
  }
  return result;
}
