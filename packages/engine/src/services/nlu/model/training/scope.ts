import { type Scope, scopeScore } from "../serving/scope.ts";

/** Messages of either kind from which the line between them can be found; with fewer the confidence alone decides. */
export const FEWEST = 20;
const STEPS = 400;
const RATE = 0.5;
/** How strongly weights are held near those that trust confidence alone, in messages. */
const PRIOR = 10;

/**
 * Finds the weights of the signals on messages of which is known whether an intent fits, each kind counted alike; nothing if there are too
 * few of either.
 */
export function fitScope(inScope: readonly number[][], outOfScope: readonly number[][]): Scope | undefined {
  if (inScope.length < FEWEST || outOfScope.length < FEWEST) return undefined;
  const all = [...inScope, ...outOfScope];
  const scale = (inScope[0] ?? []).map((_, at) => spread(all.map((signals) => signals[at] ?? 0)));
  const scaled = (signals: readonly number[]) =>
    signals.map((value, at) => (value - (scale[at]?.mean ?? 0)) / (scale[at]?.deviation ?? 1));
  const lessons = [
    ...inScope.map((signals) => ({ signals: scaled(signals), right: 1, count: 0.5 / inScope.length })),
    ...outOfScope.map((signals) => ({ signals: scaled(signals), right: 0, count: 0.5 / outOfScope.length })),
  ];
  const usual: number[] = scale.map((_, at) => Number(at === 0));
  const weights: number[] = [...usual];
  let bias = 0;
  for (let step = 0; step < STEPS; step++) {
    const slope = weights.map((weight, at) => (PRIOR / all.length) * (weight - (usual[at] ?? 0)) * 0.1);
    let biasSlope = 0;
    for (const { signals, right, count } of lessons) {
      const error = (scopeScore({ weights, bias }, signals) - right) * count;
      biasSlope += error;
      for (const [at, value] of signals.entries()) slope[at] = (slope[at] ?? 0) + error * value;
    }
    for (const [at, value] of slope.entries()) weights[at] = (weights[at] ?? 0) - RATE * value;
    bias -= RATE * biasSlope;
  }
  return unscaled(weights, bias, scale);
}

interface Spread {
  mean: number;
  deviation: number;
}

function spread(values: readonly number[]): Spread {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

/** The same weights for signals as they are. */
function unscaled(weights: readonly number[], bias: number, scale: readonly Spread[]): Scope {
  const plain = weights.map((weight, at) => weight / (scale[at]?.deviation ?? 1));
  return { weights: plain, bias: bias - plain.reduce((sum, weight, at) => sum + weight * (scale[at]?.mean ?? 0), 0) };
}
