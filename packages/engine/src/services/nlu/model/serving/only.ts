import type { Guess } from "../types.ts";

/** How likely what is left has to be beside the likeliest of what is left out, for the same words to mean it. */
const COMPARABLE = 1 / 3;

/**
 * Guesses, likeliest first, without those that do not pass. Where two sites have answers to the same question, the one that is left is as
 * likely as both were together; where something else was meant, what is left gets no likelier by it.
 */
export function only(guesses: readonly Guess[], passes: (intent: string) => boolean): Guess[] {
  const left = guesses.filter(({ intent }) => passes(intent));
  const gone = guesses.filter(({ intent }) => !passes(intent));
  const [best] = left;
  if (!best || best.confidence < COMPARABLE * (gone[0]?.confidence ?? 0)) return left;
  const share = 1 - gone.reduce((sum, { confidence }) => sum + confidence, 0);
  return left.map(({ intent, confidence }) => ({ intent, confidence: Math.min(1, confidence / share) }));
}
