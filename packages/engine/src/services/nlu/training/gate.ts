import type { Regression } from "@parley/protocol";
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

/** Why a new model must not replace the published one; empty if it may. */
export function holdBack({ examples, before, after }: Comparison): Regression[] {
  const all = change(examples.map((_, at) => at));
  const reasons = all.before - all.after > OVERALL * all.total ? [all] : [];
  for (const intent of new Set(examples.map(({ intent }) => intent))) {
    const one = change(examples.flatMap((example, at) => (example.intent === intent ? [at] : [])));
    if (one.before - one.after >= OF_INTENT * one.total) reasons.push({ intent, ...one });
  }
  return reasons.filter((reason) => reason.before - reason.after >= FEWEST_LOST);

  function change(positions: readonly number[]): Regression {
    const lost = positions.filter((at) => before[at] && !after[at]);
    return {
      total: positions.length,
      before: positions.filter((at) => before[at]).length,
      after: positions.filter((at) => after[at]).length,
      lost: lost.slice(0, SHOWN).map((at) => examples[at]?.text ?? ""),
    };
  }
}
