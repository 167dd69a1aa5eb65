import type { Classifier } from "../model/model.ts";
import { inSlices } from "../time-slices.ts";
import { languageOf } from "../understand/language.ts";
import type { Sample } from "./dataset.ts";

/** Examples of an intent in one language that are enough to know where it lies. */
const ENOUGH = 24;
const PRECISION = 10_000;

/** Where each intent lies in the space of a model's sentence vectors: the direction of its examples' mean. */
export async function centroidsOf(
  classifier: Classifier,
  learned: readonly Sample[],
): Promise<Record<string, number[]>> {
  const taken = new Map<string, number>();
  const sums = new Map<string, Float64Array>();
  await inSlices(learned, ({ text, intent }) => {
    const group = `${intent} ${languageOf(text)}`;
    const count = taken.get(group) ?? 0;
    if (count >= ENOUGH) return;
    taken.set(group, count + 1);
    const vector = classifier.vector(text);
    const sum = sums.get(intent) ?? new Float64Array(vector.length);
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value;
    sums.set(intent, sum);
  });
  return Object.fromEntries([...sums].map(([intent, sum]) => [intent, direction(sum)]));
}

function direction(sum: Float64Array): number[] {
  const length = Math.hypot(...sum) || 1;
  return Array.from(sum, (value) => Math.round((PRECISION * value) / length) / PRECISION);
}
