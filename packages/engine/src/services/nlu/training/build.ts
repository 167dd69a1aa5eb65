import type { Intent } from "@parley/protocol";
import type { TrainingOptions, TrainingReport } from "../model/model.ts";
import type { NewModel } from "../serving/models.ts";
import type { LiveModel } from "../serving/serving.ts";
import { languageOf } from "../understand/language.ts";
import { centroidsOf } from "./centroids.ts";
import { createDataset, type Dataset, type Lessons, type Sample } from "./dataset.ts";
import { evaluate, type Evaluation } from "./evaluate.ts";
import { holdBack } from "./gate.ts";
import type { Trainer } from "./trainer.ts";

/** A model that was trained and measured, ready to be kept. */
export interface Built {
  card: Omit<NewModel, "trainedBy" | "trainedAt">;
  artefact: Uint8Array;
  lessons: Lessons;
}

/** What to build a model of, and what it must not be worse than. */
export interface Plan {
  intents: readonly Intent[];
  outOfScope: readonly string[];
  before: LiveModel | undefined;
}

const FAILURES = 200;

/** Trains a model on the examples and measures it against the published one on those that are held out. */
export async function build(
  trainer: Trainer,
  { intents, outOfScope, before }: Plan,
  options: TrainingOptions & { onTrained?: () => void },
): Promise<Built> {
  const dataset = await createDataset(intents, outOfScope);
  const labels = new Set(dataset.samples.map(({ intent }) => intent));
  if (labels.size < 2) throw new Error("Training needs at least two intents with examples.");
  const { artefact, report } = await trainer.train(inputOf(dataset), options);
  options.onTrained?.();
  const heldOut = dataset.samples.filter((sample) => sample.heldOut);
  const classifier = await trainer.load(artefact);
  const after = heldOut.length > 0 ? await evaluate(classifier, heldOut) : reported(report);
  const { right: _, ...measured } = { ...after, failures: after.failures.slice(0, FAILURES) };
  const compared = before && heldOut.length > 0 ? await compare(before, heldOut, after) : { heldBack: [] };
  return {
    artefact,
    lessons: { samples: dataset.samples, centroids: await centroidsOf(classifier, dataset.samples) },
    card: {
      ...measured,
      ...compared,
      intents: labels.size,
      examples: dataset.samples.length,
      seconds: report.seconds,
      runtime: report.runtime,
      problems: report.problems,
    },
  };
}

function inputOf({ samples, outOfScope }: Dataset) {
  const learned = samples.filter(({ heldOut }) => !heldOut);
  const measured = samples.filter(({ heldOut }) => heldOut);
  return {
    examples: learned.map(({ text, intent }) => ({ text, intent })),
    outOfScope: outOfScope.filter(({ heldOut }) => !heldOut).map(({ text }) => text),
    ...(measured.length > 0 && {
      dev: measured.map(({ text, intent }) => ({ text, intent })),
      devOutOfScope: outOfScope.filter(({ heldOut }) => heldOut).map(({ text }) => text),
    }),
  };
}

/** The published model has an unfair advantage with what it has learned from, and none at all with new intents. */
async function compare(before: LiveModel, heldOut: readonly Sample[], after: Evaluation) {
  const learned = new Set(before.samples.filter((sample) => !sample.heldOut).map(({ text }) => text));
  const labels = new Set(before.classifier.labels);
  const was = await evaluate(before.classifier, heldOut);
  const fair = heldOut.flatMap(({ text, intent }, at) => (labels.has(intent) && !learned.has(text) ? [at] : []));
  return {
    accuracyBefore: was.accuracy,
    heldBack: holdBack({
      examples: fair.flatMap((at) => heldOut[at] ?? []),
      before: fair.map((at) => was.right[at] ?? false),
      after: fair.map((at) => after.right[at] ?? false),
    }),
  };
}

/** Where too little is held out to measure with, what the trainer measured by itself must do. */
function reported({ accuracy, failures, perIntent }: TrainingReport): Evaluation {
  const languages = new Set(failures.map(({ text }) => languageOf(text)));
  return {
    accuracy,
    accuracyByLanguage: languages.size === 1 ? Object.fromEntries([...languages].map((name) => [name, accuracy])) : {},
    perIntent: Object.entries(perIntent).map(([intent, tally]) => ({ intent, ...tally })),
    failures,
    right: [],
  };
}
