import { createHash, timingSafeEqual } from "node:crypto";

/** The SHA-1 in hex of words that are sorted and joined: how these platforms sign. */
export const sortedSha1 = (...words: string[]): string =>
  createHash("sha1").update(words.sort().join("")).digest("hex");

/** Whether a signature is the one that is due. Takes as long for a wrong one as for a right one. */
export function isSigned(given: string | undefined, due: string): boolean {
  const [one, other] = [Buffer.from(given ?? ""), Buffer.from(due)];
  return one.length === other.length && timingSafeEqual(one, other);
}
