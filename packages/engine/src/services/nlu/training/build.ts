import type { Intent } from "@parley/protocol";
import type { TrainedModel, TrainingInput, TrainingOptions, TrainingReport } from "../model/model.ts";
import type { NewModel } from "../serving/models.ts";
import type { LiveModel } from "../serving/serving.ts";
import { languageOf } from "../understand/language.ts";
import { centroidsOf } from "./centroids.ts";
import { compare, keyOf } from "./compare.ts";
import { createDataset, type Dataset, type Lessons } from "./dataset.ts";
import { type Evaluation, tally } from "./evaluate.ts";
import { nearLearned } from "./families.ts";
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
  /** The published model, when there is something to hold against it. */
  before: () => LiveModel | undefined;
}

/** How to follow the making of a model. */
export interface Following extends Omit<TrainingOptions, "onFirst"> {
  /** The model is made, and has to be checked. */
  onTrained?: () => void;
  /** Hears of a first model, which answers until the whole one is made. Awaited. */
  onFirst?: (built: Built) => Promise<void>;
}

const FAILURES = 200;

/**
 * Trains a model on the examples, measures it against the published one on those that are held out, and lets it learn those too.
 */
export async function build(
  trainer: Trainer,
  plan: Plan,
  { onTrained, onFirst, ...options }: Following,
): Promise<Built> {
  const dataset = await createDataset(plan.intents, plan.outOfScope);
  if (new Set(dataset.samples.map(({ intent }) => intent)).size < 2)
    throw new Error("Training needs at least two intents with examples.");
  const finish = (model: TrainedModel) => finished(trainer, dataset, plan, model);
  let first: Promise<void> | undefined;
  const trained = await trainer.train(await inputOf(dataset), {
    ...options,
    // A training that is started again makes another first model, which is no better.
    ...(onFirst && { onFirst: (model) => void (first ??= settled(finish(model).then(onFirst))) }),
  });
  onTrained?.();
  await first;
  return finish(trained);
}

/** The same promise, which may fail before somebody waits for it. */
function settled(promise: Promise<void>): Promise<void> {
  promise.catch(() => undefined);
  return promise;
}

/** Measures a model by what its trainer held out, and against the published one. */
async function finished(trainer: Trainer, dataset: Dataset, plan: Plan, model: TrainedModel): Promise<Built> {
  const { artefact, report } = model;
  const { learnedHeldOut, parts, seconds, runtime, problems } = report;
  const wrong = new Map(report.failures.map((failure) => [keyOf(failure), failure.got]));
  const samples = dataset.samples.map((sample) =>
    sample.heldOut ? { ...sample, right: !wrong.has(keyOf(sample)) } : sample,
  );
  const heldOut = samples.filter((sample) => sample.heldOut);
  const measured =
    heldOut.length > 0
      ? tally(
          heldOut,
          heldOut.map((sample) => wrong.get(keyOf(sample)) ?? sample.intent),
        )
      : reported(report);
  const before = plan.before();
  const compared = before && heldOut.length > 0 ? await compare(before, heldOut) : { heldBack: [] };
  const classifier = await trainer.load(artefact);
  const learned = samples.filter((sample) => learnedHeldOut || !sample.heldOut);
  return {
    artefact,
    lessons: {
      samples: learnedHeldOut ? samples : dataset.samples,
      centroids: await centroidsOf(classifier, learned),
    },
    card: {
      ...measured,
      failures: measured.failures.slice(0, FAILURES),
      ...compared,
      intents: new Set(samples.map(({ intent }) => intent)).size,
      examples: samples.length,
      parts,
      learnedHeldOut,
      seconds,
      runtime,
      problems,
    },
  };
}

async function inputOf({ samples, outOfScope }: Dataset): Promise<TrainingInput> {
  const near = await nearLearned(samples);
  const learned = samples.filter(({ heldOut }) => !heldOut);
  const measured = samples.filter(({ heldOut }) => heldOut);
  return {
    examples: learned.map(({ text, intent }) => ({ text, intent })),
    outOfScope: outOfScope.filter(({ heldOut }) => !heldOut).map(({ text }) => text),
    ...(measured.length > 0 && {
      dev: measured.map((sample) => ({
        text: sample.text,
        intent: sample.intent,
        ...(near.has(sample) && { near: true as const }),
      })),
      devOutOfScope: outOfScope.filter(({ heldOut }) => heldOut).map(({ text }) => text),
      learnHeldOut: true,
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
  };
}
