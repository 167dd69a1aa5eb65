import { setImmediate as others } from "node:timers/promises";
import type { ConversationEvent } from "@parley/protocol";
import { fold } from "./fold.ts";
import type { Keyed } from "./keyed.ts";
import type { Known } from "./memory.ts";
import { wordsOf } from "./stored.ts";
import { termsOf } from "./terms.ts";

/** Characters that are read in one go; then others have their turn. */
const SLICE = 8_000;

/** Makes what adds to a span what was said after it. One comes after the other: many at once would take one slice each before anybody else. */
export function createGrowing() {
  let left = SLICE;
  let turn: Promise<unknown> = Promise.resolve();

  async function grow(before: Known, added: readonly ConversationEvent[], hash: Keyed): Promise<Known> {
    const more = new Set<number>();
    for (const event of added) {
      const words = wordsOf(event);
      if (words === "") continue;
      for (const term of termsOf(fold(words))) more.add(hash(term));
      if ((left -= words.length) > 0) continue;
      left = SLICE;
      await others();
    }
    if (more.size > 0) for (const known of before.hashes) more.delete(known);
    const hashes = new Uint32Array(before.hashes.length + more.size);
    hashes.set(before.hashes);
    hashes.set([...more], before.hashes.length);
    if (more.size > 0) hashes.sort();
    return { seq: added.at(-1)?.seq ?? before.seq, from: before.from, hashes, stored: true };
  }

  return (...about: Parameters<typeof grow>): Promise<Known> => {
    const grown = turn.then(() => grow(...about));
    turn = grown.catch(() => {});
    return grown;
  };
}
