import type { Failure, IntentScore } from "@parley/protocol";
import type { Classifier, Example } from "../model/model.ts";
import { inSlices } from "../time-slices.ts";
import { languageOf } from "../understand/language.ts";

/** How good a model is on examples that it had not learned from. Shares are 0..1. */
export interface Evaluation {
  accuracy: number;
  accuracyByLanguage: Record<string, number>;
  perIntent: IntentScore[];
  failures: Failure[];
}

/** Asks a model what it takes each example for, in slices. */
export async function answersOf(classifier: Classifier, examples: readonly Example[]): Promise<string[]> {
  const answers: string[] = [];
  await inSlices(examples, ({ text }) => answers.push(classifier.classify(text).intents[0]?.intent ?? ""));
  return answers;
}

/** Counts what was answered to examples. */
export function tally(examples: readonly Example[], answers: readonly string[]): Evaluation {
  const languages = new Map<string, Tally>();
  const intents = new Map<string, Tally>();
  const failures: Failure[] = [];
  for (const [at, { text, intent }] of examples.entries()) {
    const got = answers[at] ?? "";
    count(languages, languageOf(text), got === intent);
    count(intents, intent, got === intent);
    if (got !== intent) failures.push({ text, intent, got });
  }
  return {
    accuracy: 1 - failures.length / Math.max(1, examples.length),
    accuracyByLanguage: Object.fromEntries([...languages].map(([name, { right, total }]) => [name, right / total])),
    perIntent: [...intents].map(([intent, tally]) => ({ intent, ...tally })),
    failures,
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
