import { createExtractor } from "./features.ts";
import { growing, type Growing } from "./growing.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A message as rows of the tables; a view that is valid until the next call of the encoder. */
export interface Encoded {
  /** At least 1: an empty message is one token without features. */
  tokens: number;
  /** Where the rows of each token begin in `rows`; one more entry than tokens. */
  starts: Int32Array;
  rows: Int32Array;
  bagRows: Int32Array;
  bagWeights: Float32Array;
  /** The share of the message's words and phrases that training never saw, weighted like the known ones, 0..1. */
  novelty: number;
}

/**
 * Creates the function that turns a message into rows. Weights are TF-IDF: those of words and phrases have length 1, those of
 * character n-grams as much as the vocabulary says, by the share of the tokens that have such: one Latin name in a
 * Chinese sentence would outweigh all the rest otherwise. Those of moods have length 1.
 */
export function createEncoder(
  vocabulary: Vocabulary,
  extract = createExtractor(vocabulary.moods),
): (text: string) => Encoded {
  const { hashes, tokenRows } = vocabulary;
  const rowOf = createIndex(hashes);
  const bag = createBag(vocabulary);
  const starts = growing(Int32Array);
  const rows = growing(Int32Array);

  function addGroup(group: Int32Array, length: number): number {
    for (const hash of group) bag.add(rowOf(hash));
    return bag.closeGroup(length);
  }

  return (text) => {
    const features = extract(text);
    starts.clear();
    rows.clear();
    for (let token = 0; token < features.tokens; token++) {
      starts.push(rows.length());
      const end = features.starts[token + 1] as number;
      for (let at = features.starts[token] as number; at < end; at++) {
        const row = rowOf(features.tokenFeatures[at] as number);
        if (row >= 0 && row < tokenRows) rows.push(row);
      }
    }
    if (features.tokens === 0) starts.push(0);
    starts.push(rows.length());

    const { words, spellings, spelt } = features;
    bag.clear();
    const novelty = addGroup(features.bag.subarray(0, words), 1);
    const ofSpelling = vocabulary.gramWeight * Math.sqrt(spelt / Math.max(1, features.tokens));
    addGroup(features.bag.subarray(words, spellings), ofSpelling);
    addGroup(features.bag.subarray(spellings), 1);
    return {
      tokens: Math.max(1, features.tokens),
      starts: starts.view(),
      rows: rows.view(),
      bagRows: bag.rows.view(),
      bagWeights: bag.weights.view(),
      novelty,
    };
  };
}

interface Bag {
  rows: Growing<Int32Array>;
  weights: Growing<Float32Array>;
  clear: () => void;
  /** Counts a feature by its row, or one that has none (-1). */
  add: (row: number) => void;
  /** Turns the counts since the last group into weights of this length; returns the share of features without a row. */
  closeGroup: (length: number) => number;
}

function createBag({ hashes, occurrences, messages }: Vocabulary): Bag {
  const rarity = Float32Array.from(occurrences, (count) => Math.log((1 + messages) / (1 + count)) + 1);
  const unseen = Math.log(1 + messages) + 1;
  const placeOf = new Int32Array(hashes.length).fill(-1);
  const rows = growing(Int32Array);
  const weights = growing(Float32Array);
  let first = 0;
  let missing = 0;

  return {
    rows,
    weights,
    clear() {
      rows.clear();
      weights.clear();
      first = 0;
    },
    add(row) {
      if (row < 0) {
        missing += 1;
        return;
      }
      const place = placeOf[row] as number;
      if (place >= 0) {
        weights.set(place, weights.get(place) + 1);
        return;
      }
      placeOf[row] = rows.length();
      rows.push(row);
      weights.push(1);
    },
    closeGroup(length) {
      const end = rows.length();
      let squares = 0;
      for (let at = first; at < end; at++) {
        const row = rows.get(at);
        placeOf[row] = -1;
        const weight = (1 + Math.log(weights.get(at))) * (rarity[row] as number);
        weights.set(at, weight);
        squares += weight * weight;
      }
      const scale = length / Math.sqrt(squares);
      for (let at = first; at < end; at++) weights.set(at, weights.get(at) * scale);
      const unknown = missing * unseen * unseen;
      first = end;
      missing = 0;
      return unknown + squares > 0 ? unknown / (unknown + squares) : 1;
    },
  };
}

/** An open-addressing table from hash to row; -1 for a hash that has none. */
function createIndex(hashes: Int32Array): (hash: number) => number {
  const bits = Math.max(4, Math.ceil(Math.log2(hashes.length + 1)) + 1);
  const mask = 2 ** bits - 1;
  const slots = new Int32Array(mask + 1).fill(-1);
  for (const [row, hash] of hashes.entries()) {
    let slot = hash & mask;
    while ((slots[slot] ?? -1) >= 0) slot = (slot + 1) & mask;
    slots[slot] = row;
  }
  return (hash) => {
    let slot = hash & mask;
    for (;;) {
      const row = slots[slot] ?? -1;
      if (row < 0 || hashes[row] === hash) return row;
      slot = (slot + 1) & mask;
    }
  };
}
