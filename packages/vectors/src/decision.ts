import type { Arithmetic, Numbers, PlacedMatrix } from "./arithmetic.ts";
import { add, TINY, type Layers } from "./layers.ts";

/** Turns `count` rows of what was read into one vector of length 1. */
export type Decision = (rows: Float32Array, count: number) => Float32Array;

/** Creates the end of the encoder: the average of all pieces, four dense layers and, past each pair of them, a shorter way. */
export function createDecision(
  { total, width }: { total: number; width: number },
  layers: Layers,
  arithmetic: Arithmetic,
): Decision {
  const join = layers.dense("join");
  const [dense0, dense1, dense2, dense3] = ["dense0", "dense1", "dense2", "dense3"].map(layers.matrix) as Four;
  const [past1, past3] = ["past1", "past3"].map(layers.matrix) as [PlacedMatrix, PlacedMatrix];
  const sum = arithmetic.reserve(total);
  const joined = arithmetic.reserve(width);
  const middle = [0, 1, 2].map(() => arithmetic.reserve(width)) as [Numbers, Numbers, Numbers];
  const shorter = arithmetic.reserve(width);

  function through(left: Numbers, matrix: PlacedMatrix, out: Numbers): Float32Array {
    arithmetic.multiply({ left, stride: matrix.rows, rows: 1, matrix, out });
    return out.values.subarray(0, matrix.columns);
  }

  return (rows, count) => {
    sumRows(rows, sum.values);
    const average = through(sum, join.matrix, joined);
    // The sum of as many rows, each with the bias, is divided by the root of their number.
    for (let at = 0; at < width; at++) {
      average[at] = ((average[at] as number) + count * (join.bias[at] as number)) / Math.sqrt(count);
    }
    positive(through(joined, dense0, middle[0]));
    const first = through(middle[0], dense1, middle[1]);
    add(first, through(joined, past1, shorter));
    positive(first);
    positive(through(middle[1], dense2, middle[2]));
    const last = through(middle[2], dense3, middle[0]);
    add(last, through(middle[1], past3, shorter));
    return ofLengthOne(last.map(Math.tanh));
  };
}

type Four = [PlacedMatrix, PlacedMatrix, PlacedMatrix, PlacedMatrix];

function sumRows(rows: Float32Array, into: Float32Array): void {
  into.fill(0);
  for (let from = 0; from < rows.length; from += into.length) add(into, rows.subarray(from, from + into.length));
}

function positive(values: Float32Array): void {
  for (let at = 0; at < values.length; at++) if ((values[at] as number) < 0) values[at] = 0;
}

function ofLengthOne(values: Float32Array): Float32Array {
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at] as number) ** 2;
  const by = 1 / Math.sqrt(Math.max(squares, TINY));
  for (let at = 0; at < values.length; at++) values[at] = (values[at] as number) * by;
  return values;
}
