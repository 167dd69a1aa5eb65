const BETA1 = 0.9;
const BETA2 = 0.99;
const EPSILON = 1e-8;

/** Numbers that are learnt, and what Adam (Kingma and Ba 2014) remembers of their gradients. */
export interface Parameters {
  values: Float32Array;
  mean: Float32Array;
  square: Float32Array;
}

/** Wraps initial values for training. */
export function parameters(values: Float32Array): Parameters {
  return { values, mean: new Float32Array(values.length), square: new Float32Array(values.length) };
}

/** The step size of Adam at step `count` (from 1), with both of its bias corrections folded in. */
export function adamRate(rate: number, count: number): number {
  return (rate * Math.sqrt(1 - BETA2 ** count)) / (1 - BETA1 ** count);
}

/** One step of Adam on `gradient.length` parameters from `offset` on. */
export function adamStep(target: Parameters, offset: number, gradient: Float32Array, rate: number): void {
  const { values, mean, square } = target;
  for (let at = 0; at < gradient.length; at++) {
    const index = offset + at;
    const slope = gradient[at] as number;
    const m = BETA1 * (mean[index] as number) + (1 - BETA1) * slope;
    const v = BETA2 * (square[index] as number) + (1 - BETA2) * slope * slope;
    mean[index] = m;
    square[index] = v;
    values[index] = (values[index] as number) - (rate * m) / (Math.sqrt(v) + EPSILON);
  }
}
