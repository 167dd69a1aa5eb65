import type { Failure, TrainingReport, Verdict } from "../types.ts";
import { decide } from "../serving/classifier.ts";
import type { Calibration } from "../serving/parts.ts";
import { areaUnderRoc } from "./calibration.ts";
import type { Judged } from "./judged.ts";

/** The part of the report that says how good a model is. */
type Findings = Pick<TrainingReport, "accuracy" | "heldOut" | "perIntent" | "failures" | "outOfScope">;

/** Says how good a calibrated model is on messages that it did not learn from. */
export function examine(judged: readonly Judged[], calibration: Calibration): Findings {
  const perIntent: TrainingReport["perIntent"] = {};
  const failures: Failure[] = [];
  const known: Verdict[] = [];
  const strangers: Verdict[] = [];
  for (const { text, intent, labels, scores } of judged.filter(({ copy }) => !copy)) {
    const verdict = decide(labels, scores, calibration);
    if (intent === undefined) {
      strangers.push(verdict);
      continue;
    }
    known.push(verdict);
    const got = verdict.intents[0]?.intent ?? "";
    const entry = (perIntent[intent] ??= { right: 0, total: 0 });
    entry.total += 1;
    if (got === intent) entry.right += 1;
    else failures.push({ text, intent, got });
  }
  const scoresOf = (verdicts: readonly Verdict[]) => verdicts.map(({ score }) => score);
  return {
    accuracy: known.length > 0 ? 1 - failures.length / known.length : 0,
    heldOut: known.length,
    perIntent,
    failures,
    outOfScope: {
      threshold: calibration.threshold,
      inScopeKept: share(known, ({ inScope }) => inScope),
      ...(strangers.length > 0 &&
        known.length > 0 && {
          auroc: areaUnderRoc(scoresOf(known), scoresOf(strangers)),
          recall: share(strangers, ({ inScope }) => !inScope),
        }),
    },
  };
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
