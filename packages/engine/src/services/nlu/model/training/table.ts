import { createKernel } from "../serving/kernel.ts";
import { createPiece } from "./pieces.ts";

/** Which rows of a table a batch sums into which vectors: entry i adds `weights[i]` times row `rows[i]` to vector `places[i]`. */
export interface Uses {
  rows: Int32Array;
  weights: Float32Array;
  places: Int32Array;
}

/** Memory for uses, which every batch uses again. */
export interface UsesList {
  /** Room for so many at least; what was there is lost. */
  room: (count: number) => Uses;
}

/** Creates such memory. */
export function createUses(): UsesList {
  let uses: Uses = { rows: new Int32Array(), weights: new Float32Array(), places: new Int32Array() };
  return {
    room(count) {
      const most = 2 * count;
      if (uses.rows.length < count) {
        uses = { rows: new Int32Array(most), weights: new Float32Array(most), places: new Int32Array(most) };
      }
      return uses;
    },
  };
}

/** The first so many uses, in the same memory. */
export function firstOf({ rows, weights, places }: Uses, count: number): Uses {
  return { rows: rows.subarray(0, count), weights: weights.subarray(0, count), places: places.subarray(0, count) };
}

/** A table with one row of numbers per feature, of which each batch reads and changes only a few rows. */
export interface Table {
  readonly width: number;
  /** Sums rows into `vectors` vectors; a view that is valid until the next call. */
  gather: (uses: Uses, vectors: number) => Float32Array;
  /** Moves the rows used against the slope, given how the loss changes with the gathered vectors. */
  descend: (uses: Uses, slopes: Float32Array, rate: number) => void;
  /** Takes one step of Adam instead. */
  step: (uses: Uses, slopes: Float32Array, rate: number) => void;
  /** A view of all rows. */
  values: () => Float32Array;
}

/**
 * Creates a table of zeros, whose width is a multiple of 8. TensorFlow.js would compute the gradient of a gather as a tensor as large as the
 * whole table, which only its native backend does in bearable time; so the kernel that serves gathers and learns rows.
 */
export function createTable(rows: number, width: number): Table {
  const kernel = createKernel();
  const size = 4 * rows * width;
  const values = kernel.reserve(size);
  let moments: { means: number; squares: number } | undefined;
  const piece = () => createPiece(kernel);
  const buffer = { rows: piece(), weights: piece(), places: piece(), vectors: piece(), gradients: piece() };
  const slotOf = new Int32Array(rows).fill(-1);

  /** Entry i adds a weight times what lies in one place to what lies in another. */
  function put(from: Int32Array, weights: Float32Array, to: Int32Array): [from: number, weights: number, to: number] {
    const count = from.length;
    const addresses = [buffer.rows(count), buffer.weights(count), buffer.places(count)] as [number, number, number];
    kernel.integers(addresses[0], count).set(from);
    kernel.floats(addresses[1], count).set(weights);
    kernel.integers(addresses[2], count).set(to);
    return addresses;
  }

  return {
    width,
    gather(uses, vectors) {
      const out = buffer.vectors(vectors * width);
      const [rowsAt, weightsAt, placesAt] = put(uses.rows, uses.weights, uses.places);
      const sums = kernel.floats(out, vectors * width).fill(0);
      kernel.run.gatherRows(values, width, rowsAt, weightsAt, placesAt, uses.rows.length, out);
      return sums;
    },
    descend(uses, slopes, rate) {
      const slopesAt = buffer.vectors(slopes.length);
      const [fromAt, weightsAt, rowsAt] = put(uses.places, uses.weights, uses.rows);
      const down = kernel.floats(slopesAt, slopes.length);
      for (let at = 0; at < slopes.length; at++) down[at] = -rate * (slopes[at] as number);
      // The way back is a sum too: entry i adds its weight times the slope of its vector to its row.
      kernel.run.gatherRows(slopesAt, width, fromAt, weightsAt, rowsAt, uses.rows.length, values);
    },
    step(uses, slopes, rate) {
      const touched: number[] = [];
      const slots = uses.rows.map((row) => {
        const known = slotOf[row] as number;
        if (known >= 0) return known;
        touched.push(row);
        return (slotOf[row] = touched.length - 1);
      });
      for (const row of touched) slotOf[row] = -1;
      const slopesAt = buffer.vectors(slopes.length);
      const gradientsAt = buffer.gradients(touched.length * width);
      const [fromAt, weightsAt, slotsAt] = put(uses.places, uses.weights, slots);
      kernel.floats(slopesAt, slopes.length).set(slopes);
      kernel.floats(gradientsAt, touched.length * width).fill(0);
      kernel.run.gatherRows(slopesAt, width, fromAt, weightsAt, slotsAt, uses.rows.length, gradientsAt);
      kernel.integers(fromAt, touched.length).set(touched);
      moments ??= { means: kernel.reserve(size), squares: kernel.reserve(size) };
      const { means, squares } = moments;
      kernel.run.adamRows(values, means, squares, width, fromAt, touched.length, gradientsAt, rate);
    },
    values: () => kernel.floats(values, rows * width),
  };
}
