/** FNV-1a over UTF-16 units with a final avalanche (the mixer of MurmurHash3). */
export function hashOf(text: string, from: number, to: number, seed: number): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** The hash of two hashes, or small numbers, in this order. */
export function pair(left: number, right: number): number {
  return mixed(Math.imul(left, 0x9e3779b1) ^ (right + 0x7f4a7c15));
}

function mixed(hash: number): number {
  let bits = hash;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) | 0;
}
