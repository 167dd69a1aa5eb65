import { HASH_BYTES } from "./keyed.ts";

const ALL = 2 ** (8 * HASH_BYTES);

/**
 * Hashes in order, as text that is short: of each one only how far it is from the one before, in Rice's code. The first byte tells how many
 * low bits of that stand as they are; how often the rest goes on is told by ones, which a zero ends.
 */
export function pack(hashes: Uint32Array): string {
  if (hashes.length === 0) return "";
  const low = lowBits(hashes.length);
  // A one for each step of what goes on, of which there are not more than fit into all; a zero, and the low bits.
  const bytes = Buffer.alloc(2 + Math.ceil((hashes.length * (low + 1) + (ALL >>> low)) / 8));
  bytes[0] = low;
  const mask = 2 ** low - 1;
  let at = 1;
  let held = 0;
  let bits = 0;
  let last = -1;
  for (const hash of hashes) {
    const gap = hash - last - 1;
    last = hash;
    for (let ones = gap >>> low; ones > 0; ones -= 1) {
      held = (held << 1) | 1;
      bits += 1;
      if (bits < 8) continue;
      bytes[at++] = held;
      held = bits = 0;
    }
    held = (held << (low + 1)) | (gap & mask);
    for (bits += low + 1; bits >= 8; bytes[at++] = held >>> bits) bits -= 8;
    held &= 2 ** bits - 1;
  }
  // Ones that no zero ends are of no hash.
  if (bits > 0) bytes[at++] = ((held + 1) << (8 - bits)) - 1;
  return bytes.subarray(0, at).toString("base64");
}

/** What `pack` made. Of what is cut off or is none of it, what can be read. */
export function unpack(text: string): Uint32Array {
  const bytes = Buffer.from(text, "base64");
  const low = Math.min(bytes[0] ?? 0, 8 * HASH_BYTES);
  const hashes: number[] = [];
  let [last, gap, wanted] = [-1, 0, 0];
  for (let at = 8; at < bytes.length * 8; at += 1) {
    const bit = ((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
    if (wanted > 0) {
      gap = gap * 2 + bit;
      wanted -= 1;
    } else if (bit === 1) {
      gap += 1;
      continue;
    } else wanted = low;
    if (wanted > 0) continue;
    last += gap + 1;
    if (last >= ALL) break;
    hashes.push(last);
    gap = 0;
  }
  return Uint32Array.from(hashes);
}

/** Few bits where there are many hashes: what lies between them is then small. */
function lowBits(count: number): number {
  return Math.max(0, Math.floor(Math.log2((ALL / count) * 0.69)));
}
