import type { Intent } from "@parley/protocol";
import type { Here, Verdict } from "../model/model.ts";
import { normalise } from "../../../text/normalise.ts";
import { inSlices } from "../time-slices.ts";
import { createRanking, weigh } from "./ranking.ts";
import { terms } from "./terms.ts";

/** Judges an utterance by the examples it shares the most telling words with; for as long as there is no model. */
export type Nearest = (text: string, here?: Here) => Verdict;

/** Examples that are looked at; those further away say nothing. */
const NEIGHBOURS = 20;
/** The same where some are left out. */
const EXAMPLES = 200;
/** Fitted on held-out examples of the starter knowledge: at this coverage half of the nearest examples are right. */
const EVEN = 0.22;
const STEEPNESS = 9.5;

/** Reads all examples, in slices, and makes the function that finds the nearest. */
export async function createNearest(intents: Iterable<Intent>): Promise<Nearest> {
  const ranking = createRanking<string>();
  const known = new Map<string, Set<string>>();
  await inSlices(examplesOf(intents), ({ id, example }) => {
    const same = known.get(normalise(example)) ?? new Set();
    known.set(normalise(example), same.add(id));
    const weights = new Map<string, number>();
    weigh(weights, terms(example), 1);
    ranking.add({ key: id, weights });
  });

  return (text, here) => {
    const [intent, ...others] = [...(known.get(normalise(text)) ?? [])].filter((id) => here?.has(id) ?? true);
    // An example word for word, of one intent only, leaves nothing to be judged.
    if (intent && others.length === 0) return { intents: [{ intent, confidence: 1 }], inScope: true, score: 1 };
    const closest = new Map<string, number>();
    for (const { key, coverage } of ranking.find(terms(text), here ? EXAMPLES : NEIGHBOURS)) {
      if (!closest.has(key)) closest.set(key, probability(coverage));
    }
    const all = [...closest].map(([intent, confidence]) => ({ intent, confidence }));
    const guesses = all.filter(({ intent }) => here?.has(intent) ?? true).slice(0, 5);
    const total = Math.max(
      1,
      guesses.reduce((sum, { confidence }) => sum + confidence, 0),
    );
    const intents = guesses.map(({ intent, confidence }) => ({ intent, confidence: confidence / total }));
    const score = guesses[0]?.confidence ?? 0;
    return { intents, inScope: score >= 0.25, score };
  };
}

const probability = (coverage: number) => 1 / (1 + Math.exp(-STEEPNESS * (coverage - EVEN)));

function* examplesOf(intents: Iterable<Intent>): Generator<{ id: string; example: string }> {
  for (const { id, examples } of intents) for (const example of examples) yield { id, example };
}
