import { createExtractor } from "./features.ts";

/** The features a model knows, as rows of its tables: first those that tokens have, then those that only the bag has. */
export interface Vocabulary {
  /** The hash of each row's feature. */
  hashes: Int32Array;
  /** How many rows tokens can have; the bag can have all rows. */
  tokenRows: number;
  /** In how many of the counted messages each row's feature occurs, at most 65,535. */
  occurrences: Uint16Array;
  /** Messages that were counted. */
  messages: number;
  /** What character n-grams weigh against words and phrases. */
  gramWeight: number;
  /** Whether features include what tells a mood. */
  moods: boolean;
}

/** Which features are kept, rare ones being dropped first, and how they are weighted. */
export interface VocabularySettings {
  /** The fewest training messages in which a phrase or character n-gram occurs. */
  minOccurrences: number;
  maxRows: number;
  gramWeight: number;
  moods: boolean;
}

/**
 * Counts the features of the training messages and gives rows to those worth keeping. `general` sentences only count in how
 * common a feature is: of a hundred messages alone nobody can tell that "would" says less than "refund".
 */
export function buildVocabulary(
  texts: Iterable<string>,
  settings: VocabularySettings,
  general: readonly string[] = [],
  extract = createExtractor(settings.moods),
): Vocabulary {
  const counts = new Map<number, number>();
  const ofTokens = new Set<number>();
  let messages = 0;
  for (const text of texts) {
    const features = extract(text);
    for (const hash of features.tokenFeatures) ofTokens.add(hash);
    for (const hash of new Set(features.bag)) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    messages += 1;
  }
  const kept = [...counts]
    .filter(([, count]) => count >= settings.minOccurrences)
    .sort(([hashA, a], [hashB, b]) => b - a || hashA - hashB)
    .slice(0, settings.maxRows)
    .sort(([hashA], [hashB]) => hashA - hashB);
  const commonness = new Map(kept);
  for (const text of general) {
    for (const hash of new Set(extract(text).bag)) {
      const count = commonness.get(hash);
      if (count !== undefined) commonness.set(hash, count + 1);
    }
  }
  const tokenKept = kept.filter(([hash]) => ofTokens.has(hash));
  const rows = [...tokenKept, ...kept.filter(([hash]) => !ofTokens.has(hash))];
  return {
    hashes: Int32Array.from(rows, ([hash]) => hash),
    tokenRows: tokenKept.length,
    occurrences: Uint16Array.from(rows, ([hash, count]) => Math.min(commonness.get(hash) ?? count, 65_535)),
    messages: messages + general.length,
    gramWeight: settings.gramWeight,
    moods: settings.moods,
  };
}
