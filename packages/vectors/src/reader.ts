import { part, type Arithmetic, type Numbers } from "./arithmetic.ts";
import { add, rectify, standardise, type Layers } from "./layers.ts";

/** Numbers of a piece within a reader. */
export const READ = 256;
/** Rows of nothing before the first piece and after the last: as many as the longest window reaches over the end. */
const MARGIN = 2;

/** What a reader makes of each piece; a view that is valid until the next reader reads. */
type Reader = (pieces: Numbers, width: number, count: number) => Float32Array;
/** Memory that readers use one after the other. */
type Scratch = Record<"projected" | "once" | "twice", Numbers>;

/** Reserves the memory of readers of so many pieces. */
export function reserveScratch(rows: number, arithmetic: Arithmetic): Scratch {
  const reserve = (count: number) => arithmetic.reserve(count * READ);
  return { projected: reserve(rows + 2 * MARGIN), once: reserve(rows + 2 * MARGIN), twice: reserve(rows) };
}

/** Creates the reader that sees `order` pieces at once, and then again what it made of so many. */
export function createReader(order: number, scratch: Scratch, layers: Layers, arithmetic: Arithmetic): Reader {
  const project = layers.dense(`project${order}`);
  const [first, second] = [layers.dense(`grams${order}.1`), layers.dense(`grams${order}.2`)];
  const [scale, shift] = [layers.vector(`scale${order}`), layers.vector(`shift${order}`)];
  /** The first window begins so many rows before the first piece. */
  const before = (order - 1) >> 1;

  return (pieces, width, count) => {
    const [projected, once] = [scratch.projected, scratch.once].map((numbers) => {
      numbers.values.fill(0, (MARGIN + count) * READ, (2 * MARGIN + count) * READ);
      return {
        pieces: part(numbers, MARGIN * READ, count * READ),
        windows: part(numbers, (MARGIN - before) * READ, (count - 1 + order) * READ),
      };
    }) as [Layer, Layer];
    const twice = part(scratch.twice, 0, count * READ);
    const rows = count;

    arithmetic.multiply({ left: pieces, stride: width, rows, matrix: project.matrix, out: projected.pieces });
    add(projected.pieces.values, project.bias);
    standardise(projected.pieces.values, scale, shift);
    arithmetic.multiply({ left: projected.windows, stride: READ, rows, matrix: first.matrix, out: once.pieces });
    rectify(once.pieces.values, first.bias, projected.pieces.values);
    arithmetic.multiply({ left: once.windows, stride: READ, rows, matrix: second.matrix, out: twice });
    rectify(twice.values, second.bias, once.pieces.values);
    return twice.values;
  };
}

type Layer = Record<"pieces" | "windows", Numbers>;
