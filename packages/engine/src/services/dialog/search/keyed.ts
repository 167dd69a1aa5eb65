import { createHmac } from "node:crypto";

/** Terms whose hashes are remembered: few are used again and again. */
const REMEMBERED = 50_000;
/** Bytes of a hash. Of 300 terms about one in 50,000 others seems to be among them, and is then not found in the text. */
export const HASH_BYTES = 3;
/** Of what terms there are of a text, and how they are written. With another one all is made anew, as with another key. */
const FORMAT = 1;

export interface Keyed {
  (term: string): number;
  /** Which key it is, and which format: what is marked otherwise cannot be compared with its hashes. */
  readonly mark: string;
}

/** Hashes of terms with a key, without which nobody can tell which term a hash is of. */
export function keyedHashes(key: string): Keyed {
  let recent = new Map<string, number>();
  let older = new Map<string, number>();
  const digest = (term: string) => createHmac("sha256", key).update(term).digest();
  const hashOf = (term: string) => {
    const known = recent.get(term);
    if (known !== undefined) return known;
    const hash = older.get(term) ?? digest(term).readUIntBE(0, HASH_BYTES);
    if (recent.size >= REMEMBERED / 2) [older, recent] = [recent, new Map()];
    recent.set(term, hash);
    return hash;
  };
  // No term has a blank at its beginning.
  return Object.assign(hashOf, { mark: digest(` format ${FORMAT}`).toString("base64").slice(0, 6) });
}

/** Whether a hash is among some in order. */
export function has(hashes: Uint32Array, hash: number): boolean {
  let [low, high] = [0, hashes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = hashes[middle] ?? 0;
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle;
  }
  return false;
}
