import type { Classifier, Example } from "./model.ts";
import { areaUnderRoc } from "./training/calibration.ts";

/** How good a model is on messages it has never seen; shares are 0..1. */
export interface Evaluation {
  /** Share of in-scope messages whose best guess is right, whatever the model says about scope. */
  accuracy: number;
  /** The mean over intents of the harmonic mean of precision and recall. */
  macroF1: number;
  /** Present when out-of-scope messages were given. */
  oos?: OutOfScopeEvaluation;
  /** The most frequent mistakes, most frequent first. */
  confusions: { intent: string; got: string; count: number; example: string }[];
}

/** How well out-of-scope messages are told from in-scope ones. */
export interface OutOfScopeEvaluation {
  /** The area under the ROC curve of the in-scope score. */
  auroc: number;
  /** Share of out-of-scope messages rejected by the score that 95 % of in-scope messages reach. */
  recallAt95: number;
  /** At the model's own threshold: share of in-scope messages that are both kept and right. */
  inScopeAccuracy: number;
  /** At the model's own threshold: share of out-of-scope messages rejected. */
  oosRecall: number;
}

/** How fast a model answers here. */
export interface Speed {
  /** One message at a time, everything included, in milliseconds. */
  latencyMs: { p50: number; p95: number };
  messagesPerSecond: number;
}

const CONFUSIONS = 50;
const WARM_UP = 500;

/** Judges a model by messages with their right intents and, if given, by messages without one. */
export function evaluate(classifier: Classifier, test: readonly Example[], outOfScope: readonly string[]): Evaluation {
  const verdicts = classifier.classifyBatch(test.map(({ text }) => text));
  const answers = test.map(({ text, intent }, at) => {
    const verdict = verdicts[at];
    const got = verdict?.intents[0]?.intent ?? "";
    return { text, intent, got, right: got === intent, score: verdict?.score ?? 0, kept: verdict?.inScope ?? false };
  });
  const rejected = classifier.classifyBatch(outOfScope);
  const scores = answers.map(({ score }) => score);
  const oosScores = rejected.map(({ score }) => score);
  const at95 = scores.toSorted((a, b) => a - b)[Math.floor(scores.length * 0.05)] ?? 0;
  return {
    accuracy: share(answers, ({ right }) => right),
    macroF1: macroF1(answers),
    ...(outOfScope.length > 0 && {
      oos: {
        auroc: areaUnderRoc(scores, oosScores),
        recallAt95: share(oosScores, (score) => score < at95),
        inScopeAccuracy: share(answers, ({ right, kept }) => right && kept),
        oosRecall: share(rejected, ({ inScope }) => !inScope),
      },
    }),
    confusions: confusionsOf(answers.filter(({ right }) => !right)),
  };
}

/** Measures a model on messages like those it will get. */
export function measureSpeed(classifier: Classifier, texts: readonly string[]): Speed {
  for (const text of texts.slice(0, WARM_UP)) classifier.classify(text);
  const times = texts.map((text) => {
    const start = performance.now();
    classifier.classify(text);
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const start = performance.now();
  classifier.classifyBatch(texts);
  const seconds = (performance.now() - start) / 1000;
  const quantile = (part: number) => times[Math.floor(part * times.length)] ?? 0;
  return { latencyMs: { p50: quantile(0.5), p95: quantile(0.95) }, messagesPerSecond: texts.length / seconds };
}

interface Answer {
  text: string;
  intent: string;
  got: string;
}

function macroF1(answers: readonly Answer[]): number {
  const intents = new Set(answers.map(({ intent }) => intent));
  const count = (holds: (answer: Answer) => boolean) => answers.filter(holds).length;
  const scores = [...intents].map((name) => {
    const right = count(({ intent, got }) => intent === name && got === name);
    return (2 * right) / (count(({ intent }) => intent === name) + count(({ got }) => got === name));
  });
  return scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
}

function confusionsOf(mistakes: readonly Answer[]): Evaluation["confusions"] {
  const pairs = new Map<string, Evaluation["confusions"][number]>();
  for (const { text, intent, got } of mistakes) {
    const pair = pairs.get(`${intent}\n${got}`) ?? { intent, got, count: 0, example: text };
    pair.count += 1;
    pairs.set(`${intent}\n${got}`, pair);
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count).slice(0, CONFUSIONS);
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.length === 0 ? 0 : items.filter(holds).length / items.length;
}
