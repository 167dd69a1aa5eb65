import { growing, type Growing } from "./growing.ts";
import { hashOf, pair } from "./hashes.ts";
import { collectMoods, collectTurns, moodFeature } from "./mood-features.ts";
import { moodsOf } from "./moods.ts";
import { isIdeograph, tokenise } from "./tokens.ts";

/** Features of a message as 32-bit hashes; a view that is valid until the next call of the extractor. */
export interface Features {
  tokens: number;
  /** Where the features of each token begin in `tokenFeatures`; one more entry than tokens. */
  starts: Int32Array;
  /** What the LSTM reads: per token its word, and its character n-grams (for ideographs, the pairs around it). */
  tokenFeatures: Int32Array;
  /** What the bag counts: `words` entries of 1 to 3 tokens, then the character n-grams of words up to `spellings`, then moods. */
  bag: Int32Array;
  words: number;
  spellings: number;
  /** Tokens that have character n-grams. */
  spelt: number;
}

const LONGEST_SPELT = 24;
const SHORTEST_GRAM = 3;
const LONGEST_GRAM = 5;
const WORD = 0x811c9dc5;
const GRAM = 0x2f0b4c47;
const EDGE = 0x1b873593;

/**
 * Creates an extractor with its own buffers, which every call reuses. `moods`: whether it also sees what tells a mood, words
 * with one, negated words and words around another.
 */
export function createExtractor(moods: boolean): (text: string) => Features {
  const starts = growing(Int32Array);
  const tokenFeatures = growing(Int32Array);
  const bag = growing(Int32Array);
  const grams = growing(Int32Array);

  function addSurroundings(hashes: readonly number[], at: number): void {
    const hash = hashes[at] as number;
    tokenFeatures.push(pair(hashes[at - 1] ?? EDGE, hash));
    tokenFeatures.push(pair(hash, hashes[at + 1] ?? EDGE));
  }

  return (text) => {
    const tokens = tokenise(text);
    const hashes = tokens.map((token) => hashOf(token, 0, token.length, WORD));
    for (const list of [starts, tokenFeatures, bag, grams]) list.clear();
    let spelt = 0;
    const found = moods ? moodsOf(tokens) : [];
    const moodAt = new Map(found.map((mood) => [mood.at, moodFeature(mood)]));
    for (const [at, token] of tokens.entries()) {
      starts.push(tokenFeatures.length());
      tokenFeatures.push(hashes[at] as number);
      const mood = moodAt.get(at);
      if (mood !== undefined) tokenFeatures.push(mood);
      if (isIdeograph(token)) addSurroundings(hashes, at);
      else {
        spell(token, tokenFeatures, grams);
        spelt += 1;
      }
    }
    starts.push(tokenFeatures.length());
    collectPhrases(hashes, bag);
    if (moods) collectTurns(tokens, hashes, bag);
    const words = bag.length();
    for (const gram of grams.view()) bag.push(gram);
    const spellings = bag.length();
    collectMoods(tokens, found, bag);
    return {
      tokens: tokens.length,
      starts: starts.view(),
      tokenFeatures: tokenFeatures.view(),
      bag: bag.view(),
      words,
      spellings,
      spelt,
    };
  };
}

/** An extractor that keeps what it found, for whoever asks for the same texts several times. */
export function rememberingExtractor(moods: boolean): (text: string) => Features {
  const extract = createExtractor(moods);
  const known = new Map<string, Features>();
  return (text) => {
    const found = known.get(text);
    if (found) return found;
    const { starts, tokenFeatures, bag, ...counts } = extract(text);
    const kept = { ...counts, starts: starts.slice(), tokenFeatures: tokenFeatures.slice(), bag: bag.slice() };
    known.set(text, kept);
    return kept;
  };
}

/** One, two and three tokens in a row; the pairs and triples also see the two ends of the message. */
function collectPhrases(hashes: readonly number[], into: Growing<Int32Array>): void {
  let beforePrevious: number | undefined;
  let previous = EDGE;
  for (const hash of [...hashes, EDGE]) {
    if (hash !== EDGE) into.push(hash);
    const both = pair(previous, hash);
    into.push(both);
    if (beforePrevious !== undefined) into.push(pair(pair(beforePrevious, previous), hash));
    beforePrevious = previous;
    previous = hash;
  }
}

/** The character 3- to 5-grams of a word with its ends marked, so that misspelt and inflected words share features. */
function spell(token: string, ...lists: Growing<Int32Array>[]): void {
  const marked = `<${token.slice(0, LONGEST_SPELT)}>`;
  for (let size = SHORTEST_GRAM; size <= LONGEST_GRAM; size++) {
    for (let from = 0; from + size <= marked.length; from++) {
      const hash = hashOf(marked, from, from + size, GRAM);
      for (const list of lists) list.push(hash);
    }
  }
}
