import type { TrainedModel, TrainingInput, TrainingOptions } from "../types.ts";
import { writeArtefact } from "../serving/artefact.ts";
import { createLightScorer, createNetworkScorer, partsOf } from "../serving/classifier.ts";
import type { Model } from "../serving/parts.ts";
import { rememberingExtractor } from "../text/features.ts";
import { openSentences, type SentenceEncoder } from "../text/sentences.ts";
import { calibrate } from "./calibration.ts";
import { type Course, trainLight, trainNetwork } from "./course.ts";
import { crossValidate } from "./cross-validation.ts";
import { checkExamples } from "./examples.ts";
import { further } from "./further.ts";
import { readGeneralSentences } from "./general.ts";
import { harder } from "./harder.ts";
import type { Judged } from "./judged.ts";
import type { UsualShares } from "./mixture.ts";
import { extentOf, type Plan, planFor } from "./plan.ts";
import { createProgress } from "./progress.ts";
import { readAhead } from "./read-ahead.ts";
import { examine } from "./report.ts";
import { settingsFor, type Settings } from "./settings.ts";
import { openTensorFlow, requestedBackend, type TensorFlow } from "./tensorflow.ts";

/** Trains a model in this process, which it keeps busy; throws if there is nothing to learn from. */
export async function trainInProcess(input: TrainingInput, options: TrainingOptions = {}): Promise<TrainedModel> {
  const started = { time: performance.now(), cpu: process.cpuUsage() };
  const { examples, problems } = checkExamples(input.examples);
  if (examples.length === 0) throw new Error("There is nothing to learn from: no example has a word in it.");
  const { outOfScope = [], seed = 1 } = input;
  const intents = new Set(examples.map(({ intent }) => intent)).size;
  const settings = settingsFor({ messages: examples.length + outOfScope.length, intents });
  const plan = planFor(input, examples);
  const sentences = await openOwnSentences(textsOf(plan));
  const usual = usualShares(settings, sentences);
  const courses = extentOf(plan, settings);
  const { report, afterStep } = createProgress({ courses, sentences: sentences !== undefined, options });
  await report("preparing");

  const general = settings.general ? await readGeneralSentences() : [];
  const extract = rememberingExtractor(settings.vocabulary.moods);
  const course: Course = { examples: plan.learned, outOfScope, general, extract, sentences, settings, seed };
  const validated = plan.folds > 0 ? await crossValidate(course, afterStep) : [];
  const openOwnTensorFlow = await beginWithTensorFlow(options);
  const light = await trainLight(course, afterStep);
  const judged = [...validated, ...judge(light.model, plan, sentences)];
  options.onFirst?.(present(light.model, judged, sentences ? "n-grams + vectors" : "n-grams"));

  const tensorFlow = await openOwnTensorFlow();
  const measured: Model = { ...light.model, network: await trainNetwork(tensorFlow, light, afterStep) };
  const judgedByAll = [...validated, ...withNetwork(judged.slice(validated.length), measured)];
  const model = plan.all ? await goOn(measured, { ...course, ...plan.all }) : measured;
  await report("calibrating");
  return present(model, judgedByAll, tensorFlow.name);

  async function goOn(before: Model, everything: Course): Promise<Model> {
    const rest = await trainLight({ ...everything, settings: further(settings) }, afterStep, before);
    return { ...rest.model, network: await trainNetwork(tensorFlow, rest, afterStep, before) };
  }

  /** A model with its calibration and what is known of it. */
  function present(model: Model, judged: readonly Judged[], runtime: string): TrainedModel {
    const calibration = calibrate(judged, usual);
    const findings = examine(judged, calibration);
    const origin = { seed, runtime, examples: examples.length, accuracy: findings.accuracy };
    const { user, system } = process.cpuUsage(started.cpu);
    return {
      artefact: writeArtefact({ ...model, calibration, origin }),
      report: {
        ...findings,
        seconds: (performance.now() - started.time) / 1_000,
        cpuSeconds: (user + system) / 1e6,
        runtime,
        problems,
        parts: partsOf(model),
        learnedHeldOut: model.network !== undefined && plan.all !== undefined,
      },
    };
  }
}

/** TensorFlow is opened while another thread reads sentences; later for who waits for a first model, which does without it. */
async function beginWithTensorFlow({ onFirst }: TrainingOptions): Promise<() => Promise<TensorFlow>> {
  const opened = onFirst ? undefined : await openTensorFlow(requestedBackend());
  return async () => opened ?? (await openTensorFlow(requestedBackend()));
}

function usualShares({ share, sentence }: Settings, sentences: SentenceEncoder | undefined): UsualShares {
  return { network: share, sentence: sentences && sentence.share };
}

/** A text is read in each course and fold, and its sentence vector made once, most of them beside the rest of the work. */
async function openOwnSentences(texts: readonly string[]) {
  const sentences = await openSentences();
  return sentences && readAhead(sentences, texts);
}

/** What will be read, in about the order in which it is wanted. */
function textsOf({ learned, outOfScope, held, heldOutOfScope }: Plan): string[] {
  const judged = [...held, ...harder(held)];
  return [...learned.map(({ text }) => text), ...outOfScope, ...judged.map(({ text }) => text), ...heldOutOfScope];
}

/** Lets the light parts judge what is held out, harder copies of it, and what is out of scope. */
function judge(model: Model, { held, heldOutOfScope }: Plan, sentences: SentenceEncoder | undefined): Judged[] {
  const { labels } = model;
  const scorer = createLightScorer(model, sentences);
  return [
    ...held.map((one) => ({ ...one, labels, scores: scorer(one.text) })),
    ...harder(held).map((one) => ({ ...one, labels, scores: scorer(one.text), copy: true as const })),
    ...heldOutOfScope.map((text) => ({ text, intent: undefined, labels, scores: scorer(text) })),
  ];
}

/** The same, with the network in its own place. */
function withNetwork(judged: readonly Judged[], model: Model): Judged[] {
  if (!model.network) return [...judged];
  const scorer = createNetworkScorer(model.network, model);
  return judged.map((one) => ({ ...one, scores: { ...one.scores, network: scorer(one.text) } }));
}
