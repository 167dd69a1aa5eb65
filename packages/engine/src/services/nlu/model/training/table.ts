import { createKernel } from "../serving/kernel.ts";
import { createPiece } from "./pieces.ts";
import type { Random } from "./random.ts";

/** Which rows of a table a batch sums into which vectors: entry i adds `weights[i]` times row `rows[i]` to vector `places[i]`. */
export interface Uses {
  rows: number[];
  weights: number[];
  places: number[];
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
 * Creates a table of random numbers. TensorFlow.js would compute the gradient of a gather as a tensor as large as the
 * whole table, which only its native backend does in bearable time; so the kernel that serves gathers and learns rows.
 */
export function createTable(rows: number, width: number, spread: number, random: Random): Table {
  const kernel = createKernel();
  const size = 4 * rows * width;
  const values = kernel.reserve(size);
  let moments: { means: number; squares: number } | undefined;
  const initial = kernel.floats(values, rows * width);
  for (let at = 0; at < initial.length; at++) initial[at] = spread * (2 * random.next() - 1);
  const piece = () => createPiece(kernel);
  const buffer = { rows: piece(), weights: piece(), places: piece(), vectors: piece(), gradients: piece() };
  const slotOf = new Int32Array(rows).fill(-1);

  function place(uses: Uses, places: number[]): [rows: number, weights: number, places: number] {
    const count = uses.rows.length;
    const addresses = [buffer.rows(count), buffer.weights(count), buffer.places(count)] as [number, number, number];
    kernel.integers(addresses[0], count).set(uses.rows);
    kernel.floats(addresses[1], count).set(uses.weights);
    kernel.integers(addresses[2], count).set(places);
    return addresses;
  }

  return {
    width,
    gather(uses, vectors) {
      const out = buffer.vectors(vectors * width);
      const [rowsAt, weightsAt, placesAt] = place(uses, uses.places);
      const sums = kernel.floats(out, vectors * width).fill(0);
      kernel.run.gatherRows(values, width, rowsAt, weightsAt, placesAt, uses.rows.length, out);
      return sums;
    },
    descend(uses, slopes, rate) {
      const slopesAt = buffer.vectors(slopes.length);
      const weights = uses.weights.map((weight) => -rate * weight);
      const [fromAt, weightsAt, rowsAt] = place({ ...uses, rows: uses.places, weights }, uses.rows);
      kernel.floats(slopesAt, slopes.length).set(slopes);
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
      const [fromAt, weightsAt, slotsAt] = place({ ...uses, rows: uses.places }, slots);
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
