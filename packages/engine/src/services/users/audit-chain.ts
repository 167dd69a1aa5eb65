import { createHash } from "node:crypto";
import type { AuditEntry } from "./contract.ts";

/**
 * What makes entries a chain: each has the hash of itself and of the one before, so that none can be changed, put between or taken out of
 * the middle without all after it. Whoever can write to the store could make all of them anew: that shows only against a hash that was noted
 * elsewhere, such as the one that `parley audit --verify` prints.
 */
export interface Chained {
  number: number;
  hash: string;
}

/** What is added to an entry that follows on `last`. */
export function linked(entry: AuditEntry, last?: Partial<Chained>): Chained {
  const number = (last?.number ?? 0) + 1;
  return { number, hash: hashOf(entry, number, last?.hash ?? "") };
}

function hashOf({ at, by, action, target, address }: AuditEntry, number: number, before: string): string {
  const content = JSON.stringify([before, number, at, by ?? null, action, target, address ?? null]);
  return createHash("sha256").update(content).digest("base64url");
}

export type Link = AuditEntry & Chained;

/** What looking at a chain came to. */
export interface Verdict {
  entries: number;
  /** The last of those that are as they were written; nothing if there is none. */
  last?: Link;
  /** The first that is not, or before which some are missing. */
  broken?: { number: number; what: "changed" | "missing" };
  noted: boolean;
}

/**
 * Looks at a chain, oldest first. What was before its first entry has been forgotten, so that this one is believed if the next fits.
 * Also says whether the entry with a hash that was `noted` elsewhere is in it.
 */
export async function verify(chain: AsyncIterable<Link>, noted?: string): Promise<Verdict> {
  let last: Link | undefined;
  const verdict: Verdict = { entries: 0, noted: false };
  for await (const entry of chain) {
    const number = last ? last.number + 1 : entry.number;
    if (entry.number !== number) return { ...verdict, broken: { number, what: "missing" } };
    if (last && entry.hash !== hashOf(entry, number, last.hash))
      return { ...verdict, broken: { number, what: "changed" } };
    last = entry;
    verdict.entries += 1;
    verdict.last = last;
    verdict.noted ||= entry.hash === noted;
  }
  return verdict;
}
