import { readFile } from "node:fs/promises";
import type { Signals } from "@parley/protocol";
import * as v from "valibot";
import { STARTER_FOLDER } from "../../knowledge/starter.ts";
import { createSentenceScorer } from "../../model/serving/plain.ts";
import type { SentenceEncoder } from "../../model/text/sentences.ts";
import { FEELINGS, OUTPUTS, SIGNALS } from "./kinds.ts";
import { SIGNAL_WORDS } from "./signal-words.ts";

const LearnedSignals = v.object({ weights: v.array(v.number()), bias: v.array(v.number()) });
/** How sentence vectors are weighed for each of what messages may tell. */
export type LearnedSignals = v.InferOutput<typeof LearnedSignals>;

/** Reads what a message tells beside its wish; nothing if it tells nothing. */
export type ReadSignals = (text: string) => Signals | undefined;

/** At or above this chance a message tells something. Both were found on one half of `tests/scenarios/signals`. */
const TELLS = 0.4;
/** What words add to what sentence vectors say. */
const WORDS_ADD = 0.25;

/** What was learned from the examples that come with the engine. */
export async function readLearnedSignals(): Promise<LearnedSignals> {
  return v.parse(LearnedSignals, JSON.parse(await readFile(`${STARTER_FOLDER}/signals/learned.json`, "utf8")));
}

/** Creates the reader of what messages tell. Without sentence vectors nobody can: words alone are wrong too often. */
export function createSignals({ weights, bias }: LearnedSignals, { encode }: SentenceEncoder): ReadSignals {
  const score = createSentenceScorer({
    weights: Float32Array.from(weights),
    bias: Float32Array.from(bias),
    outputs: OUTPUTS.length,
  });
  return (text) => {
    const chances = chancesOf(score(encode(text)));
    const likely = SIGNALS.map((signal) => {
      const chance = chances[OUTPUTS.indexOf(signal)] ?? 0;
      return { signal, chance: chance + (SIGNAL_WORDS[signal].test(text) ? WORDS_ADD : 0) };
    })
      .filter(({ chance }) => chance >= TELLS)
      .toSorted((one, other) => other.chance - one.chance)
      .map(({ signal }) => signal);
    const feeling = likely.flatMap((signal) => FEELINGS.filter((one) => one === signal))[0];
    if (likely.length === 0) return undefined;
    return {
      ...(feeling && { feeling }),
      ...(likely.includes("urgent") && { urgent: true as const }),
      ...(likely.includes("leaving") && { leaving: true as const }),
    };
  };
}

function chancesOf(scores: Float32Array): number[] {
  const known = [...scores].slice(0, OUTPUTS.length);
  const highest = Math.max(...known);
  const powers = known.map((score) => Math.exp(score - highest));
  const all = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / all);
}
