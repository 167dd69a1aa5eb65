import type { Classifier, Guess, Verdict } from "../model.ts";
import { createEncoder, type Encoded } from "../text/encoder.ts";
import { readArtefact } from "./artefact.ts";
import type { Calibration, Model } from "./parts.ts";
import { createPlainForward, createPlainLinear } from "./plain.ts";
import { createSimdForward, createSimdLinear } from "./simd.ts";

const GUESSES = 5;

/** Makes a trained model ready to answer; throws if the bytes are no model that this engine can read. */
export function loadClassifier(artefact: Uint8Array): Classifier {
  return createClassifier(readArtefact(artefact));
}

/** What each part of a model makes of one message: a score per output. */
export interface Scores {
  linear: Float32Array;
  network: Float32Array;
  /** How much of the message is known, 0..1; what the scores are multiplied with. */
  familiarity: number;
}

/** Creates a classifier from a model in memory. */
export function createClassifier(model: Model): Classifier {
  const { labels, sizes, calibration } = model;
  const encode = createEncoder(model.vocabulary);
  const runtime = process.env["PARLEY_NLU_RUNTIME"] === "plain" ? "plain" : "simd";
  const forward = (runtime === "plain" ? createPlainForward : createSimdForward)(model.network, sizes);
  const linear = runtime === "plain" ? createPlainLinear(model.linear) : createSimdLinear(model.linear);

  function classify(text: string): Verdict {
    const message = encode(text);
    const familiarity = familiarityOf(message);
    return decide(labels, { linear: linear(message), network: forward(message).scores, familiarity }, calibration);
  }

  return {
    labels,
    runtime,
    classify,
    classifyBatch: (texts) => texts.map(classify),
    vector: (text) => normalised(forward(encode(text)).vector),
  };
}

/** Creates the function that gives the scores before calibration. */
export function createScorer({ network, linear, sizes, vocabulary }: Model): (text: string) => Scores {
  const encode = createEncoder(vocabulary);
  const forward = createSimdForward(network, sizes);
  const forwardLinear = createSimdLinear(linear);
  return (text) => {
    const message = encode(text);
    return {
      linear: forwardLinear(message).slice(),
      network: forward(message).scores.slice(),
      familiarity: familiarityOf(message),
    };
  };
}

/** Turns scores into a verdict. */
export function decide(labels: readonly string[], scores: Scores, calibration: Calibration): Verdict {
  const intents = best(labels, mixed(scores, calibration));
  // Where there is only one thing to say it is always said with certainty.
  const score = scores.network.length > 1 ? (intents[0]?.confidence ?? 0) : scores.familiarity;
  return { intents, score, inScope: score >= calibration.threshold };
}

/**
 * The length of the message's bag relative to what it would be if the words that training never saw counted too. A
 * message of which little is known is thus answered with little confidence.
 */
export function familiarityOf({ novelty }: Encoded): number {
  return Math.sqrt(1 - novelty);
}

/** The two parts' probabilities of each output, mixed as the calibration says. */
export function mixed({ linear, network, familiarity }: Scores, mixture: Omit<Calibration, "threshold">): Float32Array {
  const { temperature, share } = mixture;
  const chances = new Float32Array(network.length);
  const sharpness = familiarity / temperature;
  addSoftmax(linear, sharpness, 1 - share, chances);
  addSoftmax(network, sharpness, share, chances);
  return chances;
}

function addSoftmax(scores: Float32Array, sharpness: number, weight: number, into: Float32Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  const powers = scores.map((score) => Math.exp((score - highest) * sharpness));
  let total = 0;
  for (const power of powers) total += power;
  for (let at = 0; at < into.length; at++) into[at] = (into[at] as number) + ((powers[at] as number) * weight) / total;
}

function best(labels: readonly string[], chances: Float32Array): Guess[] {
  const guesses: Guess[] = [];
  for (const [at, intent] of labels.entries()) {
    const confidence = chances[at] ?? 0;
    if (guesses.length === GUESSES && confidence <= (guesses[GUESSES - 1]?.confidence ?? 0)) continue;
    const place = guesses.findIndex((guess) => guess.confidence < confidence);
    guesses.splice(place < 0 ? guesses.length : place, 0, { intent, confidence });
    if (guesses.length > GUESSES) guesses.pop();
  }
  return guesses;
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector.slice();
}
