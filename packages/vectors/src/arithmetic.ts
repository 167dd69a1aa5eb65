import type { Matrix } from "./file.ts";

/** Numbers in memory that the arithmetic can reach. */
export interface Numbers {
  readonly values: Float32Array;
  /** Where they lie, in bytes. */
  readonly address: number;
}

/** So many of them. */
export function part({ values, address }: Numbers, from: number, count: number): Numbers {
  return { values: values.subarray(from, from + count), address: address + values.BYTES_PER_ELEMENT * from };
}

/** One product: `rows` rows of `left`, which begin at 0, `stride` and so on, times the matrix. */
export interface Product {
  left: Numbers;
  stride: number;
  rows: number;
  matrix: PlacedMatrix;
  out: Numbers;
}

/** A matrix in memory that the arithmetic can reach. */
export interface PlacedMatrix extends Matrix {
  readonly address: number;
}

/** What the encoder is calculated with. Both kinds of it give the same numbers to the last bit. */
export interface Arithmetic {
  readonly name: "simd" | "plain";
  /** Room for so many, zeroed. */
  reserve(count: number): Numbers;
  place(matrix: Matrix): PlacedMatrix;
  /** Replaces `rows` x `columns` numbers of `out`; those of `left` are rounded to 16 bits by the largest of them. */
  multiply(product: Product): void;
}

/** The largest of them becomes this integer, so that 1,280 products with a signed byte fit into 32 bits. */
const LARGEST = 8191;
/** Added to a number below 2^22 and taken away, it leaves the nearest integer, of two the even one. */
const ROUNDING = 12_582_912;

/** Creates the arithmetic in plain JavaScript: the reference, and what runs where WebAssembly SIMD does not. */
export function createPlainArithmetic(): Arithmetic {
  return {
    name: "plain",
    reserve: (count) => ({ values: new Float32Array(count), address: 0 }),
    place: (matrix) => ({ ...matrix, address: 0 }),
    multiply({ left, stride, rows, matrix, out }) {
      const count = (rows - 1) * stride + matrix.rows;
      const { rounded, largest } = round(left.values.subarray(0, count));
      const unit = Math.fround(Math.fround(Math.fround(matrix.scale) * largest) / LARGEST);
      const depth = matrix.rows;
      for (let column = 0; column < matrix.columns; column++) {
        const block = (column >> 3) * 8 * depth + 2 * (column & 7);
        for (let row = 0; row < rows; row++) {
          let sum = 0;
          for (let at = 0; at < depth; at += 2) {
            const place = block + 8 * at;
            const start = row * stride + at;
            sum += (rounded[start] as number) * (matrix.values[place] as number);
            sum += (rounded[start + 1] as number) * (matrix.values[place + 1] as number);
          }
          out.values[row * matrix.columns + column] = Math.fround(Math.fround(sum) * unit);
        }
      }
    },
  };
}

function round(values: Float32Array): { rounded: Int16Array; largest: number } {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const factor = largest > 0 ? Math.fround(LARGEST / largest) : 0;
  const rounded = Int16Array.from(values, (value) => Math.fround(Math.fround(value * factor) + ROUNDING) - ROUNDING);
  return { rounded, largest };
}
