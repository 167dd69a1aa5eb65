import { fromBytes, type ByteTable } from "../serving/parts.ts";
import type { Vocabulary } from "../text/vocabulary.ts";
import type { Settings } from "./settings.ts";

/** A part that has learned already, and where its rows lie in the vocabulary of those who go on from it. */
export interface From<T> {
  part: T;
  /** For each row of the new vocabulary the old one's; -1 for a feature that is new. */
  rows: Int32Array;
}

/** Finds a vocabulary's features in an older one. */
export function rowsIn(before: Vocabulary, after: Vocabulary): Int32Array {
  const rowOf = new Map<number, number>();
  for (const [row, hash] of before.hashes.entries()) rowOf.set(hash, row);
  return after.hashes.map((hash) => rowOf.get(hash) ?? -1);
}

/** Puts what a table has learned into the rows of another; `fresh` sees those of new features, which stay as they are otherwise. */
export function takeOver(
  table: ByteTable,
  rows: Int32Array,
  into: Float32Array,
  fresh?: (row: Float32Array) => void,
): void {
  const { width, scales } = table;
  for (let row = 0; row < into.length / width; row++) {
    const old = rows[row] as number;
    const numbers = into.subarray(row * width, (row + 1) * width);
    if (old >= 0 && old < scales.length) fromBytes(table, old, numbers);
    else fresh?.(numbers);
  }
}

/** Of what a model took to learn, what it takes to learn some more of the same. */
const SHARE = 0.25;
const RATE = 0.5;

/** Settings for going on from a model that knows most of the examples. */
export function further(settings: Settings): Settings {
  const shorter = <T extends { epochs: number; rate: number }>(part: T): T => ({
    ...part,
    epochs: Math.ceil(SHARE * part.epochs),
    rate: RATE * part.rate,
  });
  const { linear, sentence } = settings;
  return {
    ...shorter(settings),
    bagRate: RATE * settings.bagRate,
    linear: shorter(linear),
    sentence: shorter(sentence),
  };
}
