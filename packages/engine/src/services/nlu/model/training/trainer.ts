import type { Example, TrainedModel, TrainingInput, TrainingOptions } from "../types.ts";
import { writeArtefact } from "../serving/artefact.ts";
import { createScorer, type Scores } from "../serving/classifier.ts";
import type { Model } from "../serving/parts.ts";
import { openSentences, remembering, type SentenceEncoder } from "../text/sentences.ts";
import { calibrate } from "./calibration.ts";
import type { Judged } from "./judged.ts";
import { trainModel } from "./course.ts";
import { crossValidate, FOLDS } from "./cross-validation.ts";
import { checkExamples, holdOut } from "./examples.ts";
import { readGeneralSentences } from "./general.ts";
import type { UsualShares } from "./mixture.ts";
import { harder } from "./harder.ts";
import { createProgress } from "./progress.ts";
import { createRandom } from "./random.ts";
import { examine } from "./report.ts";
import { settingsFor, type Settings } from "./settings.ts";
import { openTensorFlow, requestedBackend } from "./tensorflow.ts";

/** Below so many examples every one is held out in turn, instead of some of them once. */
const CROSS_VALIDATED_BELOW = 300;
/** The largest training set that is learnt a second time, with what was held out for calibration. */
const LEARNT_TWICE_UP_TO = 3_000;
const HELD_OUT = 0.15;

/** Trains a model in this process, which it keeps busy; throws if there is nothing to learn from. */
export async function trainInProcess(input: TrainingInput, options: TrainingOptions = {}): Promise<TrainedModel> {
  const started = { time: performance.now(), cpu: process.cpuUsage() };
  const { dev, outOfScope = [], devOutOfScope = [], seed = 1 } = input;
  const { examples, problems } = checkExamples(input.examples);
  if (examples.length === 0) throw new Error("There is nothing to learn from: no example has a word in it.");
  const tensorFlow = await openTensorFlow(requestedBackend());
  const settings = settingsFor({
    messages: examples.length + outOfScope.length,
    intents: new Set(examples.map(({ intent }) => intent)).size,
    backend: tensorFlow.backend,
  });
  const plan = planFor(examples, dev, seed);
  const rounds = plan.rounds.map(({ length }) => length + outOfScope.length);
  const sentences = await openOwnSentences();
  const progress = createProgress({ rounds, folds: plan.folds, sentences: sentences !== undefined, settings, options });
  await progress.report("preparing");

  const general = settings.general ? await readGeneralSentences() : [];
  const course = { examples, outOfScope, general, sentences, settings, seed };
  const judged: Judged[] = plan.folds > 0 ? await crossValidate(course, progress.afterStep) : [];
  const models: Model[] = [];
  for (const round of plan.rounds) {
    const model = await trainModel(tensorFlow, { ...course, examples: round }, progress.afterStep);
    // A second round learns what is held out from the first, so it cannot be judged by it.
    if (models.push(model) === 1)
      judged.push(...judge(createScorer(model, sentences), model.labels, plan.held, devOutOfScope));
  }
  await progress.report("calibrating");
  const calibration = calibrate(judged, usualShares(settings, sentences));
  const findings = examine(judged, calibration);
  const { name: runtime } = tensorFlow;
  const origin = { seed, runtime, examples: examples.length, accuracy: findings.accuracy };
  const artefact = writeArtefact({ ...(models.at(-1) as Model), calibration, origin });
  const { user, system } = process.cpuUsage(started.cpu);
  const seconds = (performance.now() - started.time) / 1_000;
  return { artefact, report: { ...findings, seconds, cpuSeconds: (user + system) / 1e6, runtime, problems } };
}

interface Plan {
  /** What is learnt, in this order; the last one is kept. */
  rounds: Example[][];
  /** What the model of the first round is judged by. */
  held: readonly Example[];
  folds: number;
}

function planFor(examples: Example[], dev: readonly Example[] | undefined, seed: number): Plan {
  if (dev) return { rounds: [examples], held: dev, folds: 0 };
  if (examples.length < CROSS_VALIDATED_BELOW) return { rounds: [examples], held: [], folds: FOLDS };
  const { kept, held } = holdOut(examples, HELD_OUT, createRandom(seed));
  const again = held.length > 0 && examples.length <= LEARNT_TWICE_UP_TO;
  return { rounds: again ? [kept, examples] : [kept], held, folds: 0 };
}

function usualShares({ share, sentence }: Settings, sentences: SentenceEncoder | undefined): UsualShares {
  return { network: share, sentence: sentences && sentence.share };
}

/** A text is read by each round and fold, and its sentence vector made once. */
async function openOwnSentences(): Promise<SentenceEncoder | undefined> {
  const sentences = await openSentences();
  return sentences && remembering(sentences, Number.POSITIVE_INFINITY);
}

function judge(
  scorer: (text: string) => Scores,
  labels: readonly string[],
  held: readonly Example[],
  outOfScope: readonly string[],
): Judged[] {
  return [
    ...held.map(({ text, intent }) => ({ text, intent, labels, scores: scorer(text) })),
    ...harder(held).map(({ text, intent }) => ({ text, intent, labels, scores: scorer(text), copy: true as const })),
    ...outOfScope.map((text) => ({ text, intent: undefined, labels, scores: scorer(text) })),
  ];
}
