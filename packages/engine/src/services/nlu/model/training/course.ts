import type { Example } from "../types.ts";
import type { Model, Network, SentencePart } from "../serving/parts.ts";
import { createEncoder } from "../text/encoder.ts";
import type { rememberingExtractor } from "../text/features.ts";
import type { SentenceEncoder } from "../text/sentences.ts";
import { buildVocabulary } from "../text/vocabulary.ts";
import { keep } from "./batches.ts";
import { fit, type AfterStep } from "./fit.ts";
import { rowsIn } from "./further.ts";
import { fitLinear } from "./linear.ts";
import { fitSentences } from "./sentence.ts";
import type { Settings } from "./settings.ts";
import type { TensorFlow } from "./tensorflow.ts";

/** What one model is trained from. */
export interface Course {
  examples: readonly Example[];
  outOfScope: readonly string[];
  /** Sentences that only show how common words are. */
  general: readonly string[];
  /** Finds the features of a text, which each course and fold asks for. */
  extract: ReturnType<typeof rememberingExtractor>;
  /** Absent where there are no sentence vectors. */
  sentences?: SentenceEncoder | undefined;
  settings: Settings;
  seed: number;
}

/** Turns a course into rows and outputs. */
export function prepare({ examples, outOfScope, general, extract, sentences, settings, seed }: Course) {
  const labels = [...new Set(examples.map(({ intent }) => intent))].sort();
  const texts = [...examples.map(({ text }) => text), ...outOfScope];
  const vocabulary = buildVocabulary(texts, settings.vocabulary, general, extract);
  const encode = createEncoder(vocabulary, extract);
  const messages = texts.map((text) => keep(encode(text)));
  const outputOf = new Map(labels.map((label, output) => [label, output]));
  const outputs = Int32Array.from(texts, (_, at) => outputOf.get(examples[at]?.intent ?? "") ?? labels.length);
  const count = labels.length + (outOfScope.length > 0 ? 1 : 0);
  const rows = vocabulary.hashes.length;
  // Only when they are wanted: another thread reads them beside what comes before.
  const vectors = sentences && (() => texts.map((text) => sentences.encode(text)));
  return { labels, vocabulary, encode, lesson: { messages, vectors, outputs, count, rows, settings, seed } };
}

/** A model without a network, and what the network would learn from. */
export interface Light {
  model: Omit<Model, "network">;
  lesson: ReturnType<typeof prepare>["lesson"];
  /** Where its rows lie in the vocabulary of the model it goes on from. */
  rows?: Int32Array | undefined;
}

/** Trains the parts that learn in a second, without calibration; from where another model is, if there is one. */
export async function trainLight(course: Course, afterStep: AfterStep, before?: Model): Promise<Light> {
  const { labels, vocabulary, lesson } = prepare(course);
  const { embedding, hidden, bag } = course.settings;
  const sizes = { embedding, hidden, bag, outputs: lesson.count };
  const rows = before && rowsIn(before.vocabulary, vocabulary);
  const linear = await fitLinear(lesson, afterStep, rows && { part: before.linear, rows });
  const sentence = await readSentences(lesson, afterStep, before?.sentence);
  const calibration = { temperature: 1, share: 0.5, threshold: 0 };
  return { lesson, rows, model: { labels, sizes, vocabulary, linear, sentence, calibration, origin: {} } };
}

/** Trains the network of a model, from where another's is, if there is one. */
export async function trainNetwork(
  tensorFlow: TensorFlow,
  { model, lesson, rows }: Light,
  afterStep: AfterStep,
  before?: Model,
): Promise<Network> {
  const { sizes, vocabulary } = model;
  const from = before?.network && rows && { part: before.network, rows };
  return fit(tensorFlow, { ...lesson, sizes, tokenRows: vocabulary.tokenRows }, afterStep, from);
}

/** Trains the part that reads sentence vectors, if there are any. */
export async function readSentences(
  lesson: ReturnType<typeof prepare>["lesson"],
  afterStep: AfterStep,
  before?: SentencePart,
): Promise<SentencePart | undefined> {
  return lesson.vectors && fitSentences({ ...lesson, vectors: lesson.vectors() }, afterStep, before);
}
