import type { Guess, Here } from "../types.ts";

/** How likely what is left has to be beside the likeliest of what is left out, for the same words to mean it. */
const COMPARABLE = 1 / 3;
/** What is less likely makes no difference. */
const LEAST = 0.01;

/**
 * Guesses, likeliest first, without those that cannot be meant here. Where two sites have answers to the same question, the one that is left
 * is as likely as both were together. What else is left out makes what is left likelier only where that was meant at least as probably as all
 * of it: what the model thinks improbable never becomes certain. `fits` says whether what is left may be meant at all.
 */
export function only(guesses: readonly Guess[], here: Here): { guesses: Guess[]; fits: boolean } {
  const left = new Map(guesses.flatMap(({ intent, confidence }) => (here.has(intent) ? [[intent, confidence]] : [])));
  const gone = guesses.filter(({ intent }) => !here.has(intent));
  const others = gone.filter((guess) => !handOn(guess, guesses, { left, here }));
  const sorted = [...left].map(([intent, confidence]) => ({ intent, confidence }));
  sorted.sort((a, b) => b.confidence - a.confidence);
  const most = sorted[0]?.confidence ?? 0;
  const rest = others.reduce((sum, { confidence }) => sum + confidence, 0);
  const share = most >= rest ? 1 - rest : 1;
  return {
    guesses: sorted.map(({ intent, confidence }) => ({ intent, confidence: Math.min(1, confidence / share) })),
    fits: most > 0 && most >= COMPARABLE * (others[0]?.confidence ?? 0),
  };
}

interface What {
  left: Map<string, number>;
  here: Here;
}

/** Gives what is left out to the likeliest that is asked for in the same words, if there is one that may have been meant. */
function handOn({ intent, confidence }: Guess, guesses: readonly Guess[], { left, here }: What): boolean {
  if (confidence < LEAST) return false;
  const same = guesses.find(
    (other) =>
      other.confidence >= COMPARABLE * confidence && here.has(other.intent) && here.areAlike(intent, other.intent),
  );
  if (!same) return false;
  left.set(same.intent, (left.get(same.intent) ?? 0) + confidence);
  return true;
}
