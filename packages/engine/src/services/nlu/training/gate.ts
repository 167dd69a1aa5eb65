import type { Example } from "../model/model.ts";

/** The same held-out examples, judged by the published model and by the new one. */
export interface Comparison {
  examples: readonly Example[];
  before: readonly boolean[];
  after: readonly boolean[];
}

/** A retrained model may lose a hundredth of all examples, since two trainings on the same data differ by about that. */
const OVERALL = 0.01;
/** An intent may lose one example, or less than a quarter of its examples, for the same reason. */
const OF_INTENT = 0.25;
const FEWEST_LOST = 2;
const SHOWN = 3;

/** Why a new model must not replace the published one, with examples that it no longer understands; empty if it may. */
export function holdBack({ examples, before, after }: Comparison): string[] {
  const all = change(examples.map((_, at) => at));
  const reasons: string[] = [];
  if (all.net >= FEWEST_LOST && all.net > OVERALL * all.total) reasons.push(`Overall ${sentence(all)}`);
  for (const intent of new Set(examples.map(({ intent }) => intent))) {
    const one = change(examples.flatMap((example, at) => (example.intent === intent ? [at] : [])));
    if (one.net >= FEWEST_LOST && one.net >= OF_INTENT * one.total) reasons.push(`${intent}: ${sentence(one)}`);
  }
  return reasons;

  function change(positions: readonly number[]) {
    const lost = positions.filter((at) => before[at] && !after[at]);
    const gained = positions.filter((at) => !before[at] && after[at]);
    return {
      total: positions.length,
      was: positions.filter((at) => before[at]).length,
      is: positions.filter((at) => after[at]).length,
      net: lost.length - gained.length,
      texts: lost.slice(0, SHOWN).map((at) => `“${examples[at]?.text ?? ""}”`),
    };
  }

  function sentence({ total, was, is, texts }: ReturnType<typeof change>): string {
    return `${was} of ${total} held-out examples were understood, now ${is}. No longer: ${texts.join(", ")}.`;
  }
}
