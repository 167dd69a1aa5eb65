import { createHmac } from "node:crypto";

/** Terms whose hashes are remembered: few are used again and again. */
const REMEMBERED = 50_000;
/** Bytes of a hash. Of 300 terms about one in 50,000 others seems to be among them, and is then not found in the text. */
export const HASH_BYTES = 3;

export type Keyed = (term: string) => number;

/** Hashes of terms with a key, without which nobody can tell which term a hash is of. */
export function keyedHashes(key: string): Keyed {
  let recent = new Map<string, number>();
  let older = new Map<string, number>();
  return (term) => {
    const known = recent.get(term);
    if (known !== undefined) return known;
    const hash = older.get(term) ?? createHmac("sha256", key).update(term).digest().readUIntBE(0, HASH_BYTES);
    if (recent.size >= REMEMBERED / 2) [older, recent] = [recent, new Map()];
    recent.set(term, hash);
    return hash;
  };
}

/** Hashes in order, as bytes. */
export function pack(hashes: ReadonlySet<number>): Buffer {
  const sorted = Uint32Array.from(hashes).toSorted();
  const bytes = Buffer.allocUnsafeSlow(sorted.length * HASH_BYTES);
  sorted.forEach((hash, place) => bytes.writeUIntBE(hash, place * HASH_BYTES, HASH_BYTES));
  return bytes;
}

/** Whether a hash is among packed ones. */
export function has(bytes: Uint8Array, hash: number): boolean {
  let [low, high] = [0, bytes.length / HASH_BYTES];
  while (low < high) {
    const middle = (low + high) >> 1;
    const found = at(bytes, middle * HASH_BYTES);
    if (found === hash) return true;
    if (found < hash) low = middle + 1;
    else high = middle;
  }
  return false;
}

const at = (bytes: Uint8Array, place: number) =>
  ((bytes[place] ?? 0) << 16) | ((bytes[place + 1] ?? 0) << 8) | (bytes[place + 2] ?? 0);
