import type { Classifier, Guess, ModelPart, Here, Verdict } from "../types.ts";
import { createEncoder, type Encoded } from "../text/encoder.ts";
import type { SentenceEncoder } from "../text/sentences.ts";
import { readArtefact } from "./artefact.ts";
import { areAtOdds, doubtful } from "./at-odds.ts";
import type { Calibration, Model, Network } from "./parts.ts";
import { only } from "./only.ts";
import { scopeScore, signalsOf } from "./scope.ts";
import { createPlainForward, createPlainLinear, createSentenceScorer } from "./plain.ts";
import { createSimdForward, createSimdLinear } from "./simd.ts";

const GUESSES = 5;

/**
 * Makes a trained model ready to answer; throws if the bytes are no model that this engine can read. A model that learned to read
 * sentence vectors, and gets none, says so once for the process, and answers by its other parts.
 */
export function loadClassifier(artefact: Uint8Array, sentences?: SentenceEncoder): Classifier {
  const model = readArtefact(artefact);
  if (model.sentence && !sentences && !warned) {
    warned = true;
    process.emitWarning(WITHOUT_VECTORS, { type: "ParleyWarning", code: "VECTORS" });
  }
  return createClassifier(model, sentences);
}

let warned = false;

const WITHOUT_VECTORS =
  "A model was trained with sentence vectors, which are not there: it answers by its other parts, less well. " +
  "Install @parley/vectors, or do not turn PARLEY_NLU_VECTORS off, or train again.";

/** What a model reads messages by. */
export function partsOf({ network, sentence }: Pick<Model, "network" | "sentence">): ModelPart[] {
  return [...(network ? ["lstm" as const] : []), "ngrams", ...(sentence ? ["vectors" as const] : [])];
}

/** What each part of a model makes of one message: a score per output. */
export interface Scores {
  linear: Float32Array;
  network: Float32Array;
  /** How much of the message is known, 0..1; what the scores are multiplied with. */
  familiarity: number;
  /** Absent where there are no sentence vectors. */
  sentence?: Float32Array | undefined;
}

/** Creates a classifier from a model in memory. */
export function createClassifier(model: Model, sentences?: SentenceEncoder): Classifier {
  const { labels, sizes, calibration } = model;
  const encode = createEncoder(model.vocabulary);
  const runtime = process.env["PARLEY_NLU_RUNTIME"] === "plain" ? "plain" : "simd";
  const createForward = runtime === "plain" ? createPlainForward : createSimdForward;
  const forward = model.network && createForward(model.network, sizes);
  const linear = runtime === "plain" ? createPlainLinear(model.linear) : createSimdLinear(model.linear);

  const read = createReader(model, sentences);

  function classify(text: string, here?: Here): Verdict {
    const message = encode(text);
    const scored = linear(message);
    const network = forward ? forward(message).scores : scored;
    const scores = { linear: scored, network, familiarity: familiarityOf(message), sentence: read?.(text) };
    return decide(labels, scores, calibration, here);
  }

  return {
    labels,
    parts: partsOf(model),
    runtime,
    classify,
    classifyBatch: (texts) => texts.map((text) => classify(text)),
    // Where there is no network yet, how well each intent fits says where a message lies.
    vector: (text) => normalised(forward ? forward(encode(text)).vector : linear(encode(text))),
  };
}

/** Creates the function that gives the scores of all parts but the network, which the linear part stands in for, before calibration. */
export function createLightScorer(
  model: Omit<Model, "network">,
  sentences?: SentenceEncoder,
): (text: string) => Scores {
  const encode = createEncoder(model.vocabulary);
  const read = createReader(model, sentences);
  const forward = createSimdLinear(model.linear);
  return (text) => {
    const message = encode(text);
    const linear = forward(message).slice();
    return { linear, network: linear, familiarity: familiarityOf(message), sentence: read?.(text).slice() };
  };
}

/** Creates the function that gives a network's scores. */
export function createNetworkScorer(network: Network, { sizes, vocabulary }: Model): (text: string) => Float32Array {
  const encode = createEncoder(vocabulary);
  const forward = createSimdForward(network, sizes);
  return (text) => forward(encode(text)).scores.slice();
}

/** What the part that reads sentence vectors makes of a text; nothing if the model has none, or vectors of that kind are not there. */
function createReader(
  { sentence }: Pick<Model, "sentence">,
  sentences?: SentenceEncoder,
): ((text: string) => Float32Array) | undefined {
  if (!sentence || !sentences || sentence.weights.length !== sentences.dimensions * sentence.bias.length)
    return undefined;
  const score = createSentenceScorer(sentence);
  return (text) => score(sentences.encode(text));
}

/** Turns scores into a verdict. */
export function decide(labels: readonly string[], scores: Scores, calibration: Mixture & Line, here?: Here): Verdict {
  const words = ofWords(scores, calibration);
  const chances = withSentence(words, scores, calibration);
  const sure = (guesses: readonly Guess[]) =>
    scores.sentence && calibration.sentence && areAtOdds(labels, words, scores.sentence, here)
      ? doubtful(guesses)
      : [...guesses];
  const intents = best(labels, chances);
  const line = scores.sentence && calibration.sentence ? { threshold: 0, ...calibration.sentence } : calibration;
  const confidence = intents[0]?.confidence ?? 0;
  const fits = line.scope ? scopeScore(line.scope, signalsOf(chances, labels.length)) : confidence;
  // Where there is only one thing to say it is always said with certainty.
  const score = scores.network.length > 1 ? fits : scores.familiarity;
  const inScope = score >= line.threshold;
  if (!here) return { intents: sure(intents), score, inScope };
  const { guesses, fits: isMeant } = only(best(labels, chances, labels.length), here);
  return { intents: sure(guesses.slice(0, GUESSES)), score, inScope: inScope && isMeant };
}

/**
 * The length of the message's bag relative to what it would be if the words that training never saw counted too. A
 * message of which little is known is thus answered with little confidence.
 */
export function familiarityOf({ novelty }: Encoded): number {
  return Math.sqrt(1 - novelty);
}

/** Where the line lies below which no intent fits. */
type Line = Pick<Calibration, "threshold" | "scope">;

/** What the parts' scores are mixed by. */
export type Mixture = Pick<Calibration, "temperature" | "share"> & { sentence?: Weights & Partial<Line> };

/** The power of the other parts' probabilities, and what the scores of sentence vectors are multiplied with. */
export interface Weights {
  power: number;
  sharpness: number;
}

/**
 * The parts' probabilities of each output, mixed as the calibration says: those of network and linear part, which see the same
 * words, are averaged; those of the sentence vectors, which know something else, are multiplied with them, each to its power.
 */
export function mixed(scores: Scores, mixture: Mixture): Float32Array {
  return withSentence(ofWords(scores, mixture), scores, mixture);
}

function ofWords({ linear, network, familiarity }: Scores, { temperature, share }: Mixture): Float32Array {
  const chances = new Float32Array(network.length);
  const sharpness = familiarity / temperature;
  addSoftmax(linear, sharpness, 1 - share, chances);
  addSoftmax(network, sharpness, share, chances);
  return chances;
}

function withSentence(words: Float32Array, { sentence }: Scores, mixture: Mixture): Float32Array {
  if (!sentence || !mixture.sentence) return words;
  const chances = new Float32Array(words.length);
  addSoftmax(weighed(logarithms(words), sentence, mixture.sentence), 1, 1, chances);
  return chances;
}

/** The logarithm of what both say together, up to a number that is the same for all outputs. */
export function weighed(theirs: Float32Array, sentence: Float32Array, { power, sharpness }: Weights): Float32Array {
  const both = new Float32Array(theirs.length);
  for (let at = 0; at < both.length; at++)
    both[at] = power * (theirs[at] as number) + sharpness * (sentence[at] as number);
  return both;
}

/** A part alone cannot rule an output out. */
const LEAST = 1e-6;

/** The logarithms of probabilities. */
export function logarithms(chances: Float32Array): Float32Array {
  const found = new Float32Array(chances.length);
  for (let at = 0; at < found.length; at++) found[at] = Math.log((chances[at] as number) + LEAST);
  return found;
}

function addSoftmax(scores: Float32Array, sharpness: number, weight: number, into: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if ((scores[at] as number) > highest) highest = scores[at] as number;
  const powers = new Float32Array(scores.length);
  let total = 0;
  for (let at = 0; at < powers.length; at++)
    total += powers[at] = Math.exp(((scores[at] as number) - highest) * sharpness);
  for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + ((powers[at] as number) * weight) / total;
}

function best(labels: readonly string[], chances: Float32Array, most = GUESSES): Guess[] {
  const guesses: Guess[] = [];
  for (const [at, intent] of labels.entries()) {
    const confidence = chances[at] ?? 0;
    if (guesses.length === most && confidence <= (guesses[most - 1]?.confidence ?? 0)) continue;
    const place = guesses.findIndex((guess) => guess.confidence < confidence);
    guesses.splice(place < 0 ? guesses.length : place, 0, { intent, confidence });
    if (guesses.length > most) guesses.pop();
  }
  return guesses;
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector.slice();
}
