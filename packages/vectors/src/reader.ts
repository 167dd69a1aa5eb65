import { part, type Arithmetic, type Numbers } from "./arithmetic.ts";
import { rectify, type Layers } from "./layers.ts";
import { READ } from "./projection.ts";

/** Rows of nothing before the first piece and after the last: as many as the longest window reaches over the end. */
const MARGIN = 2;

/** Reads pieces with their neighbours. */
export interface Reader {
  /** Puts a piece's numbers in its place. */
  put: (at: number, numbers: Float32Array) => void;
  /** What it makes of each of the first `count` pieces; a view that is valid until the next reader reads. */
  read: (count: number) => Float32Array;
}

/** Memory that readers use one after the other. */
type Scratch = Record<"once" | "twice", Numbers>;

/** Reserves the memory of readers of so many pieces. */
export function reserveScratch(rows: number, arithmetic: Arithmetic): Scratch {
  return { once: arithmetic.reserve((rows + 2 * MARGIN) * READ), twice: arithmetic.reserve(rows * READ) };
}

/** Creates the reader that sees `order` pieces at once, and then again what it made of so many. */
export function createReader(order: number, scratch: Scratch, layers: Layers, arithmetic: Arithmetic): Reader {
  const [first, second] = [layers.dense(`grams${order}.1`), layers.dense(`grams${order}.2`)];
  const given = arithmetic.reserve(scratch.once.values.length);
  /** The first window begins so many rows before the first piece. */
  const before = (order - 1) >> 1;

  /** Empties the margin after the last piece; that before the first stays empty. */
  function layOut(numbers: Numbers, count: number) {
    numbers.values.fill(0, (MARGIN + count) * READ, (2 * MARGIN + count) * READ);
    return {
      pieces: part(numbers, MARGIN * READ, count * READ),
      windows: part(numbers, (MARGIN - before) * READ, (count - 1 + order) * READ),
    };
  }

  return {
    put: (at, numbers) => given.values.set(numbers, (MARGIN + at) * READ),
    read(rows) {
      const [start, once] = [layOut(given, rows), layOut(scratch.once, rows)];
      const twice = part(scratch.twice, 0, rows * READ);
      arithmetic.multiply({ left: start.windows, stride: READ, rows, matrix: first.matrix, out: once.pieces });
      rectify(once.pieces.values, first.bias, start.pieces.values);
      arithmetic.multiply({ left: once.windows, stride: READ, rows, matrix: second.matrix, out: twice });
      rectify(twice.values, second.bias, once.pieces.values);
      return twice.values;
    },
  };
}
