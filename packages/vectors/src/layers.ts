import type { Arithmetic, PlacedMatrix } from "./arithmetic.ts";
import type { Parts } from "./file.ts";

/** The encoder's layers by name, placed where they are multiplied. */
export interface Layers {
  vector: (name: string) => Float32Array;
  matrix: (name: string) => PlacedMatrix;
  /** A matrix, and what is added to each row of the product. */
  dense: (name: string) => { matrix: PlacedMatrix; bias: Float32Array };
}

/** Finds layers in a file; each throws if the file has none of that name. */
export function placeLayers({ vectors, matrices }: Parts, arithmetic: Arithmetic): Layers {
  const find = <T>(kind: Map<string, T>, name: string): T => {
    const found = kind.get(name);
    if (!found) throw new Error(`The file of sentence vectors lacks ${name}.`);
    return found;
  };
  const vector = (name: string) => find(vectors, name);
  const matrix = (name: string) => arithmetic.place(find(matrices, name));
  return { vector, matrix, dense: (name) => ({ matrix: matrix(name), bias: vector(name) }) };
}

/** Added to what is divided by, as in training. */
export const TINY = 1e-12;

/** Gives each row the mean 0 and the deviation 1, then scale and shift (layer normalisation; Ba et al. 2016). */
export function standardise(rows: Float32Array, scale: Float32Array, shift: Float32Array): void {
  const width = scale.length;
  for (let from = 0; from < rows.length; from += width) {
    let sum = 0;
    let squares = 0;
    for (let at = from; at < from + width; at++) {
      const value = rows[at] as number;
      sum += value;
      squares += value * value;
    }
    const mean = sum / width;
    const by = 1 / Math.sqrt(Math.max(0, squares / width - mean * mean) + TINY);
    for (let at = 0; at < width; at++) {
      const value = ((rows[from + at] as number) - mean) * by;
      rows[from + at] = value * (scale[at] as number) + (shift[at] as number);
    }
  }
}

/** Adds the same to each row. */
export function add(rows: Float32Array, bias: Float32Array): void {
  const width = bias.length;
  for (let from = 0; from < rows.length; from += width) {
    for (let at = 0; at < width; at++) rows[from + at] = (rows[from + at] as number) + (bias[at] as number);
  }
}

/** What of each row and the bias is above zero, and the layer before. */
export function rectify(rows: Float32Array, bias: Float32Array, before: Float32Array): void {
  const width = bias.length;
  for (let from = 0; from < rows.length; from += width) {
    for (let at = 0; at < width; at++) {
      const value = (rows[from + at] as number) + (bias[at] as number);
      rows[from + at] = (value > 0 ? value : 0) + (before[from + at] as number);
    }
  }
}
