import type { Growing } from "./growing.ts";
import { pair } from "./hashes.ts";
import { contrastOf, negates, REACH, type Mood } from "./moods.ts";

/** What kinds of features there are; each is hashed together with what it is about. */
const KIND = { word: 1, side: 2, before: 3, after: 4, total: 5, balance: 6, first: 7, last: 8, negated: 9, around: 10 };
const SEED = 0x5ad0;

/** What one step of the total is, in the units of the list, and how many steps are told apart either way. */
const STEP = 1.5;
const STEPS = 6;

/** The feature of a token that tells a mood: how good or bad, and whether it is negated. */
export function moodFeature({ word, negated }: Mood): number {
  return feature(KIND.word, word + (negated ? 100 : 0));
}

/**
 * What the moods of a message say together: each, whether it is good or bad, whether it stands before or after a "but", the first,
 * the last and the sum of all. A model learns from examples what these mean; they help with words that are not in the examples.
 */
export function collectMoods(tokens: readonly string[], moods: readonly Mood[], into: Growing<Int32Array>): void {
  const [first] = moods;
  const last = moods.at(-1);
  if (!first || !last) return;
  const contrast = contrastOf(tokens);
  let total = 0;
  for (const mood of moods) {
    const side = Math.sign(mood.value);
    into.push(moodFeature(mood));
    into.push(feature(KIND.side, side));
    if (contrast >= 0) into.push(feature(mood.at > contrast ? KIND.after : KIND.before, side));
    total += mood.value;
  }
  into.push(feature(KIND.total, Math.max(-STEPS, Math.min(STEPS, Math.round(total / STEP)))));
  into.push(feature(KIND.balance, Math.sign(total)));
  into.push(feature(KIND.first, Math.sign(first.value)));
  into.push(feature(KIND.last, Math.sign(last.value)));
}

/** Words that a negation reaches, and pairs of words around another, "not" and "good" in "not very good". */
export function collectTurns(tokens: readonly string[], hashes: readonly number[], into: Growing<Int32Array>): void {
  let reached = 0;
  for (const [at, hash] of hashes.entries()) {
    if (reached > 0) into.push(feature(KIND.negated, hash));
    reached = negates(tokens, at) ? REACH : reached - 1;
    if (at >= 2) into.push(pair(feature(KIND.around, hashes[at - 2] as number), hash));
  }
}

function feature(kind: number, about: number): number {
  return pair(SEED + kind, about);
}
