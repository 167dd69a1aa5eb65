import { slipsBetween } from "../../../../text/slips.ts";
import { isWord } from "../english.ts";

const WORD = /[a-z]+(?:'[a-z]+)?/g;
/** Letters of the shortest word that is mended; in shorter ones every slip makes another word. */
const SHORTEST = 4;
const LONGEST = 20;
/** Characters that are mended; longer texts have enough that is right. */
const ENOUGH = 400;
/** Letters from which two slips may be mended. */
const LONG = 8;
/** Letters from which one of them may be wrong. */
const SUBSTITUTED = 6;
/** How often a word must be written for others to be taken for it. */
const OFTEN = 3;

/**
 * Creates the function that mends misspelt English words by how these texts are spelt: "refnud", "shiping", "pacakge". A word that is in the
 * texts, or in `others`, is right.
 */
export function createEnglishSpelling(texts: Iterable<string>, others: Iterable<string>): (text: string) => string {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const word of text.toLowerCase().match(WORD) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const right = new Set([...counts.keys(), ...others]);
  // Words are found by what is left of them when letters are missing.
  const byRest = new Map<string, string[]>();
  for (const [word, count] of counts) {
    if (count < OFTEN || word.length < SHORTEST) continue;
    for (const rest of restsOf(word)) byRest.set(rest, [...(byRest.get(rest) ?? []), word]);
  }

  function mend(word: string): string {
    if (word.length < SHORTEST || word.length > LONGEST || right.has(word) || isWord(word)) return word;
    const near = new Set(restsOf(word).flatMap((rest) => byRest.get(rest) ?? []));
    const most = word.length >= LONG ? 2 : 1;
    const candidates = [...near].flatMap((meant) => {
      // A wrong letter in a short word is another word as often as a slip: house, horse.
      const isAnother = word.length === meant.length && word.length < SUBSTITUTED && sorted(word) !== sorted(meant);
      const slips = slipsBetween(word, meant);
      return slips <= most && word[0] === meant[0] && !isAnother ? [{ meant, slips }] : [];
    });
    candidates.sort((a, b) => a.slips - b.slips || (counts.get(b.meant) ?? 0) - (counts.get(a.meant) ?? 0));
    return candidates[0]?.meant ?? word;
  }
  return (text) =>
    text.length > ENOUGH
      ? text
      : text.replaceAll(/[A-Za-z]+(?:'[a-z]+)?/g, (word) => recased(word, mend(word.toLowerCase())));
}

const sorted = (word: string): string =>
  Array.from(word)
    .sort((one, other) => (one < other ? -1 : 1))
    .join("");

const recased = (word: string, mended: string): string => (mended === word.toLowerCase() ? word : mended);

/** A word, and what is left of it without any one letter; of a long one also without any two. */
function restsOf(word: string): string[] {
  const rests = without(word);
  return [...new Set([word, ...rests, ...(word.length >= LONG ? rests.flatMap(without) : [])])];
}

const without = (word: string): string[] => Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1));
