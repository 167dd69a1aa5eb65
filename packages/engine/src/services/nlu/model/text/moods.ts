import { LONGEST_OF_IDEOGRAPHS, MOOD_WORDS } from "./mood-words.ts";
import { isIdeograph } from "./tokens.ts";

/** What a token tells about the mood. */
export interface Mood {
  /** The token; of a word of several ideographs, the last. */
  at: number;
  /** As in the list of words, 5 the best and -5 the worst; of a negated word, that of the word itself. */
  word: number;
  negated: boolean;
  /** The word's, or if it is negated the other way and a little weaker. */
  value: number;
}

/** What a negated word's mood counts, found by Hutto and Gilbert (2014): "not good" is bad, but not as bad as "bad". */
const NEGATED = -0.74;
/** How many tokens after it a negation reaches. */
export const REACH = 3;
/** The same for ideographs, of which a word has two or so. */
const REACH_OF_IDEOGRAPH = 2;

const NEGATIONS = new Set(
  `not no never neither nor without lack lacks hardly barely nothing nobody none cannot isnt dont doesnt didnt wasnt cant wont
  不 没 无 未`.split(/\s+/),
);
/** Words of more than one ideograph that begin like a negation and are none. */
const NO_NEGATIONS = new Set("不过 不仅 不但 不光 不只 不管 不如 不错 不断 无论".split(" "));
const CONTRASTS = new Set("but however yet 但 不过 可是 就是 只是 然而".split(" "));

/** Whether the token at this place negates what comes after it. */
export function negates(tokens: readonly string[], at: number): boolean {
  const token = tokens[at] ?? "";
  if (!NEGATIONS.has(token)) return token.endsWith("n't");
  return !NO_NEGATIONS.has(token + (tokens[at + 1] ?? ""));
}

/** Finds the words that tell a mood; of two that begin alike the longer. */
export function moodsOf(tokens: readonly string[]): Mood[] {
  const moods: Mood[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const length = lengthOfMoodWord(tokens, at);
    if (length === 0) continue;
    const word = MOOD_WORDS.get(wordAt(tokens, at, length)) ?? 0;
    const negated = isNegated(tokens, at);
    moods.push({ at: at + length - 1, word, negated, value: negated ? NEGATED * word : word });
    at += length - 1;
  }
  return moods;
}

/** Where the last contrast stands, as "but" in "it came late, but it works": what follows counts more. -1 without one. */
export function contrastOf(tokens: readonly string[]): number {
  for (let at = tokens.length - 2; at > 0; at--) {
    if (CONTRASTS.has(tokens[at] as string) || CONTRASTS.has(wordAt(tokens, at, 2))) return at;
  }
  return -1;
}

function lengthOfMoodWord(tokens: readonly string[], at: number): number {
  const longest = isIdeograph(tokens[at] as string) ? Math.min(LONGEST_OF_IDEOGRAPHS, tokens.length - at) : 1;
  for (let length = longest; length > 0; length--) if (MOOD_WORDS.has(wordAt(tokens, at, length))) return length;
  return 0;
}

function isNegated(tokens: readonly string[], at: number): boolean {
  const reach = isIdeograph(tokens[at] as string) ? REACH_OF_IDEOGRAPH : REACH;
  for (let before = Math.max(0, at - reach); before < at; before++) if (negates(tokens, before)) return true;
  return false;
}

function wordAt(tokens: readonly string[], at: number, length: number): string {
  return length === 1 ? (tokens[at] as string) : tokens.slice(at, at + length).join("");
}
