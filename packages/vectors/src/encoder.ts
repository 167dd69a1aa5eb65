import type { Arithmetic } from "./arithmetic.ts";
import { createDecision } from "./decision.ts";
import type { Parts, Table } from "./file.ts";
import { placeLayers, standardise } from "./layers.ts";
import { MAX_PIECES } from "./pieces.ts";
import { createProjection, READ } from "./projection.ts";
import { createReader, reserveScratch } from "./reader.ts";

/** Pieces in a row that are seen at once, by each of the three readers. */
const ORDERS = [2, 3, 5];
const MOST_ROWS = MAX_PIECES + 2;

/**
 * Creates Google's multilingual universal sentence encoder (Yang et al. 2020), the convolutional one: three readers see two, three
 * and five pieces at once, twice each; what they and the pieces' own vectors say is averaged and goes through four dense layers.
 * The function turns rows of the table into a vector of length 1.
 */
export function createEncoder(parts: Parts, arithmetic: Arithmetic): (rows: Int32Array) => Float32Array {
  const { width, table } = parts;
  const layers = placeLayers(parts, arithmetic);
  const project = createProjection(ORDERS, layers, arithmetic);
  const scratch = reserveScratch(MOST_ROWS, arithmetic);
  const readers = ORDERS.map((order) => createReader(order, scratch, layers, arithmetic));
  const total = width + ORDERS.length * READ;
  const features = new Float32Array(MOST_ROWS * total);
  const decide = createDecision({ total, width }, layers, arithmetic);

  return (rows) => {
    const count = rows.length;
    for (let at = 0; at < count; at++) {
      const row = rows[at] as number;
      const own = features.subarray(at * total, at * total + width);
      lookUp(table, row, own);
      const numbers = project(row, own);
      for (const [place, { put }] of readers.entries()) put(at, numbers.subarray(place * READ, (place + 1) * READ));
    }
    for (const [place, { read }] of readers.entries()) {
      spread(read(count), features, { width: READ, total, column: width + place * READ });
    }
    const all = features.subarray(0, count * total);
    standardise(all, layers.vector("scale"), layers.vector("shift"));
    return decide(all, count);
  };
}

/** Fills in one row of the table. */
function lookUp({ levels, scales, unit, values }: Table, row: number, into: Float32Array): void {
  const half = into.length / 2;
  const scale = unit * (scales[row] as number);
  for (let at = 0; at < half; at++) {
    const both = values[row * half + at] as number;
    into[2 * at] = scale * (levels[both & 15] as number);
    into[2 * at + 1] = scale * (levels[both >> 4] as number);
  }
}

type Columns = Record<"width" | "total" | "column", number>;

/** Copies rows into columns of wider rows. */
function spread(rows: Float32Array, into: Float32Array, { width, total, column }: Columns): void {
  for (let row = 0; row * width < rows.length; row++) {
    into.set(rows.subarray(row * width, (row + 1) * width), row * total + column);
  }
}
