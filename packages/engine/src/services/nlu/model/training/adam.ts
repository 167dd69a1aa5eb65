import { createKernel } from "../serving/kernel.ts";

const BETA1 = 0.9;
const BETA2 = 0.99;
const FLOAT = 4;
/** The kernel handles so many numbers at once. */
const LANES = 4;

/** Numbers that are learnt by Adam (Kingma and Ba 2014). */
export interface Parameters {
  /** The numbers as they are now. */
  readonly values: Float32Array;
  /** Takes one step from the `offset`th number on, given how the loss changes with as many as there are in `gradient`. */
  step: (gradient: Float32Array, rate: number, offset?: number) => void;
}

/** Makes initial values parameters; who takes steps on parts of them takes parts of the same length, a multiple of four. */
export function parameters(initial: Float32Array): Parameters {
  const kernel = createKernel();
  const count = padded(initial.length);
  const [numbers, means, squares, gradients, row] = [count, count, count, count, 1].map((length) =>
    kernel.reserve(FLOAT * length),
  ) as [number, number, number, number, number];
  const values = kernel.floats(numbers, initial.length);
  const slopes = kernel.floats(gradients, count);
  const place = kernel.integers(row, 1);
  values.set(initial);
  return {
    values,
    step(gradient, rate, offset = 0) {
      const width = padded(gradient.length);
      slopes.set(gradient);
      place[0] = offset / width;
      kernel.run.adamRows(numbers, means, squares, width, row, 1, gradients, rate);
    },
  };
}

function padded(count: number): number {
  return Math.ceil(count / LANES) * LANES;
}

/** The step size of Adam at step `count` (from 1), with both of its bias corrections folded in. */
export function adamRate(rate: number, count: number): number {
  return (rate * Math.sqrt(1 - BETA2 ** count)) / (1 - BETA1 ** count);
}
