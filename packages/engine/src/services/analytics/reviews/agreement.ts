import { type ReviewAgreement, type ReviewAgreements, questionsOf, type ReviewAnswer, worthOf } from "@parley/protocol";
import { grouped } from "../counts.ts";
import type { StoredReview } from "./stored.ts";

/**
 * Krippendorff's alpha for values with distances: 1 where all agree, 0 where they agree as chance would, less where worse. Values of a unit are
 * those of the people who judged it; a unit that one judged says nothing. Nothing where all values are the same, as chance would agree too.
 * Pure. K. Krippendorff, “Computing Krippendorff’s Alpha-Reliability” (2011), https://repository.upenn.edu/asc_papers/43.
 */
export function alphaOf<T>(units: readonly (readonly T[])[], distance: (one: T, other: T) => number) {
  const paired = units.filter((unit) => unit.length > 1);
  const all = paired.flat();
  const between = (values: readonly T[]) => distancesOf(values, distance);
  const observed = paired.reduce((sum, unit) => sum + between(unit) / (unit.length - 1), 0) / all.length;
  const expected = between(all) / (all.length * (all.length - 1));
  return expected > 0 ? 1 - observed / expected : undefined;
}

/** The sum of the distances of each to each. Counted by value: of a hundred thousand answers there are only a handful that differ. */
function distancesOf<T>(values: readonly T[], distance: (one: T, other: T) => number): number {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let sum = 0;
  for (const [one, ofOne] of counts)
    for (const [other, ofOther] of counts) sum += ofOne * ofOther * distance(one, other);
  return sum;
}

export const nominal = <T>(one: T, other: T): number => (one === other ? 0 : 1);
export const interval = (one: number, other: number): number => (one - other) ** 2;

/** How far those who reviewed the same agree, in all and by question. Pure. */
export function agreementsOf(reviews: readonly StoredReview[]): ReviewAgreements {
  const items = [...grouped(reviews, ({ item }) => item).values()].filter((both) => both.length > 1);
  const questions = new Map(items.flat().flatMap(({ sections }) => questionsOf(sections).map((one) => [one.id, one])));
  const unitsOf = (id: string) => items.map((both) => both.flatMap(({ answers }) => answers[id] ?? []));
  return {
    all: agreementOf([...questions.keys()].flatMap(unitsOf)),
    questions: [...questions.values()].map(({ id, text }) => ({ id, text, ...agreementOf(unitsOf(id)) })),
  };
}

function agreementOf(units: readonly (readonly ReviewAnswer[])[]): ReviewAgreement {
  let [pairs, same] = [0, 0];
  for (const unit of units)
    for (const [at, one] of unit.entries())
      for (const other of unit.slice(at + 1)) {
        pairs += 1;
        if (one === other) same += 1;
      }
  // What does not apply is worth nothing that could be near or far: it counts in the share only.
  const worths = units.map((unit) => unit.flatMap((answer) => worthOf(answer) ?? []));
  const alpha = alphaOf(worths, interval);
  return { pairs, same: pairs === 0 ? 0 : same / pairs, ...(alpha !== undefined && { alpha }) };
}
