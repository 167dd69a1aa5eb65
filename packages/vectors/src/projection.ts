import type { Arithmetic } from "./arithmetic.ts";
import { add, standardise, type Layers } from "./layers.ts";

/** Numbers of a piece within a reader. */
export const READ = 256;

/** Pieces whose numbers are kept, each in the place that its row has among so many: most of what people write are the same few. */
const KEPT = 2_048;

/** The numbers with which a piece enters each reader, one reader after the other; a view that is valid until the next call. */
export type Projection = (row: number, vector: Float32Array) => Float32Array;

/** Creates the first layer of the readers that see `orders` pieces at once. What it gives depends on nothing but the piece. */
export function createProjection(orders: readonly number[], layers: Layers, arithmetic: Arithmetic): Projection {
  const readers = orders.map((order) => ({
    ...layers.dense(`project${order}`),
    scale: layers.vector(`scale${order}`),
    shift: layers.vector(`shift${order}`),
  }));
  const width = readers[0]?.matrix.rows ?? 0;
  const left = arithmetic.reserve(width);
  const out = arithmetic.reserve(READ);
  const total = orders.length * READ;
  const kept = new Float32Array(KEPT * total);
  const owners = new Int32Array(KEPT).fill(-1);

  return (row, vector) => {
    const place = row % KEPT;
    const numbers = kept.subarray(place * total, (place + 1) * total);
    if (owners[place] === row) return numbers;
    left.values.set(vector);
    for (const [at, { matrix, bias, scale, shift }] of readers.entries()) {
      arithmetic.multiply({ left, stride: width, rows: 1, matrix, out });
      add(out.values, bias);
      standardise(out.values, scale, shift);
      numbers.set(out.values, at * READ);
    }
    owners[place] = row;
    return numbers;
  };
}
