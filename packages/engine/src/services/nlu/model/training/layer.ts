import { createKernel } from "../serving/kernel.ts";
import { createPiece, type Piece } from "./pieces.ts";

const FLOAT = 4;

export type Numbers = Float32Array;

/** A batch of so many messages and steps, of so many numbers that are read and kept. */
export interface LayerSizes {
  steps: number;
  batch: number;
  inputs: number;
  hidden: number;
}

/** What a direction reads of a batch, and its weights. */
export type LayerNumbers = Record<"input" | "kernel" | "recurrent" | "bias" | "padding", Numbers>;

/** How the loss changes with input, kernel, recurrent and bias. */
export type Slopes = [Numbers, Numbers, Numbers, Numbers];

/** What one direction keeps in the kernel's memory, as numbers of four bytes. */
const PIECES = [
  "input",
  "weights",
  "recurrent",
  "turned",
  "padding",
  "ones",
  "gates",
  "cells",
  "states",
  "pooled",
  "slopes",
  "ofState",
  "ofCell",
  "ofInput",
  "ofWeights",
  "ofRecurrent",
  "ofBias",
] as const;
type PieceName = (typeof PIECES)[number];

function countsOf({ steps, batch, inputs, hidden }: LayerSizes): Record<PieceName, number> {
  const rows = steps * batch;
  const [all, state, columns] = [rows * hidden, batch * hidden, 4 * hidden];
  const [weights, recurrent] = [inputs * columns, hidden * columns];
  const turned = Math.max(weights, recurrent);
  const kept = { input: rows * inputs, weights, recurrent, turned, padding: rows, ones: rows };
  const steady = {
    gates: 4 * all,
    cells: all,
    states: all,
    pooled: state,
    slopes: state,
    ofState: state,
    ofCell: state,
  };
  return { ...kept, ...steady, ofInput: kept.input, ofWeights: weights, ofRecurrent: recurrent, ofBias: columns };
}

/** Memory of each direction, which every batch uses again. */
const rooms: ReturnType<typeof createRoom>[] = [];

function createRoom() {
  const kernel = createKernel();
  const pieces = new Map<PieceName, Piece>(PIECES.map((name) => [name, createPiece(kernel)]));
  return { kernel, pieces };
}

/** One direction on the kernel. Its numbers are there until the next batch of that direction. */
export function layerOf(direction: number, sizes: LayerSizes, numbers: LayerNumbers) {
  const { steps, batch, inputs, hidden } = sizes;
  const { kernel, pieces } = (rooms[direction] ??= createRoom());
  const { run } = kernel;
  const rows = steps * batch;
  const columns = 4 * hidden;
  const counts = countsOf(sizes);
  const at = Object.fromEntries(PIECES.map((name) => [name, pieces.get(name)?.(counts[name]) ?? 0])) as typeof counts;
  const put = (address: number, values: Numbers) => kernel.floats(address, values.length).set(values);
  const empty = (address: number, count: number) => kernel.floats(address, count).fill(0);

  return {
    forwards(): Numbers {
      put(at.input, numbers.input);
      put(at.weights, numbers.kernel);
      put(at.recurrent, numbers.recurrent);
      put(at.padding, numbers.padding);
      const gates = kernel.floats(at.gates, rows * columns);
      for (let row = 0; row < rows; row++) gates.set(numbers.bias, row * columns);
      run.addProduct(at.input, at.weights, at.gates, rows, inputs, columns);
      run.lstmBatch(at.gates, at.recurrent, at.cells, at.states, at.padding, at.pooled, steps, batch, hidden);
      return kernel.floats(at.pooled, batch * hidden).slice();
    },

    /** Given how the loss changes with what `forwards` returned. */
    backwards(slopes: Numbers): Slopes {
      put(at.slopes, slopes);
      put(at.turned, turned(numbers.recurrent, hidden, columns));
      const { gates, cells, states, padding, pooled, ofState, ofCell } = at;
      const scratch = [at.slopes, ofState, ofCell];
      run.lstmSlopes(gates, at.turned, cells, states, padding, pooled, ...scratch, steps, batch, hidden);

      put(at.turned, turned(numbers.kernel, inputs, columns));
      const ofInput = empty(at.ofInput, rows * inputs);
      run.addProduct(gates, at.turned, at.ofInput, rows, columns, inputs);
      const ofWeights = empty(at.ofWeights, inputs * columns);
      const ofRecurrent = empty(at.ofRecurrent, hidden * columns);
      // Step by step, since what a step needs stays in the processor's cache.
      for (let step = 0; step < steps; step++) {
        const slope = gates + FLOAT * step * batch * columns;
        run.addTurnedProduct(at.input + FLOAT * step * batch * inputs, slope, at.ofWeights, inputs, batch, columns);
        const before = states + FLOAT * (step - 1) * batch * hidden;
        if (step > 0) run.addTurnedProduct(before, slope, at.ofRecurrent, hidden, batch, columns);
      }
      kernel.floats(at.ones, rows).fill(1);
      const ofBias = empty(at.ofBias, columns);
      run.addProduct(at.ones, gates, at.ofBias, 1, rows, columns);
      return [ofInput.slice(), ofWeights.slice(), ofRecurrent.slice(), ofBias.slice()];
    },
  };
}

/** A matrix with its rows as columns. */
function turned(matrix: Numbers, rows: number, columns: number): Numbers {
  const result = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++)
      result[column * rows + row] = matrix[row * columns + column] as number;
  }
  return result;
}
