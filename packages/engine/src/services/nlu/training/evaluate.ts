import type { Failure, IntentScore } from "@parley/protocol";
import type { Classifier, Example } from "../model/model.ts";
import { inSlices } from "../time-slices.ts";
import { languageOf } from "../understand/language.ts";

/** How good a model is on examples that it has not learned from. Shares are 0..1. */
export interface Evaluation {
  accuracy: number;
  accuracyByLanguage: Record<string, number>;
  perIntent: IntentScore[];
  failures: Failure[];
  /** Whether each example was understood, in their order. */
  right: boolean[];
}

/** Lets a model judge held-out examples, in slices. */
export async function evaluate(classifier: Classifier, examples: readonly Example[]): Promise<Evaluation> {
  const languages = new Map<string, Tally>();
  const intents = new Map<string, Tally>();
  const right: boolean[] = [];
  const failures: Failure[] = [];
  await inSlices(examples, ({ text, intent }) => {
    const got = classifier.classify(text).intents[0]?.intent ?? "";
    right.push(got === intent);
    count(languages, languageOf(text), got === intent);
    count(intents, intent, got === intent);
    if (got !== intent) failures.push({ text, intent, got });
  });
  return {
    accuracy: right.filter(Boolean).length / Math.max(1, right.length),
    accuracyByLanguage: Object.fromEntries([...languages].map(([name, { right, total }]) => [name, right / total])),
    perIntent: [...intents].map(([intent, tally]) => ({ intent, ...tally })),
    failures,
    right,
  };
}

interface Tally {
  right: number;
  total: number;
}

function count(tallies: Map<string, Tally>, key: string, right: boolean): void {
  const tally = tallies.get(key) ?? { right: 0, total: 0 };
  tallies.set(key, { right: tally.right + Number(right), total: tally.total + 1 });
}
