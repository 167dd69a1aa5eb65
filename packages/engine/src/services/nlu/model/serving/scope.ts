/** How the signals are weighed that tell whether any intent fits a message (a logistic regression). */
export interface Scope {
  weights: number[];
  bias: number;
}

const LEAST = 1e-4;

/** The logarithm of the odds; a chance is never quite 0 or 1. */
function oddsOf(chance: number): number {
  const inside = Math.min(1 - LEAST, Math.max(LEAST, chance));
  return Math.log(inside / (1 - inside));
}

/**
 * What tells whether any intent fits: how sure the model is of its best, and of "none of them" if it learnt that. (How much of the message is known
 * is in the first already; the second best and it told held-out examples apart better, and people's messages worse.) Further signals, such as
 * the nearest example, come at the end: a model that was calibrated before them gives them no weight.
 */
export function signalsOf(chances: Float32Array, labels: number): number[] {
  return [oddsOf(Math.max(...chances.subarray(0, labels))), oddsOf(chances[labels] ?? 0)];
}

/** The chance that some intent fits, 0..1. */
export function scopeScore({ weights, bias }: Scope, signals: readonly number[]): number {
  const sum = weights.reduce((total, weight, at) => total + weight * (signals[at] ?? 0), bias);
  return 1 / (1 + Math.exp(-sum));
}
