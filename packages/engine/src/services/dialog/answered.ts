import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import { eventKey } from "./keys.ts";

/** What a request was answered that left no event: there was nothing to do, or the event has been erased since. */
export interface Answered {
  /** Number and time of the event that its receipt named. */
  seq: number;
  at: number;
}

interface StoredAnswer extends Doc, Answered {
  answeredAt: number;
}

export const ANSWERED = defineCollection<StoredAnswer>("answered", {
  owner: "dialog",
  indexes: [{ on: ["answeredAt"] }],
});

/** Milliseconds for which answers are kept: longer than a client repeats anything (SPEC M11), whatever the clocks say. */
export const REPEATED_FOR = 48 * 3_600_000;
/** Milliseconds between two removals of what is older. */
const SWEEP = 3_600_000;

/** Remembers what requests were answered that cannot be found in the log, so that one that comes again changes nothing (SPEC R3). */
export function createAnswers(store: Store, now: () => number) {
  const answers = ANSWERED.open(store);
  let swept = Number.NEGATIVE_INFINITY;

  async function sweep(): Promise<void> {
    if (now() < swept + SWEEP) return;
    swept = now();
    await answers.remove({ answeredAt: { $lt: now() - REPEATED_FOR } });
  }

  return {
    async recall(conversationId: string, id: string): Promise<Answered | undefined> {
      const found = await answers.findOne({ _id: eventKey(conversationId, id) });
      return found && { seq: found.seq, at: found.at };
    },

    async remember(conversationId: string, given: readonly (Answered & { id: string })[]): Promise<void> {
      if (given.length === 0) return;
      await sweep();
      const answeredAt = now();
      await answers.insertMany(
        given.map(({ id, seq, at }) => ({ _id: eventKey(conversationId, id), seq, at, answeredAt })),
      );
    },
  };
}
export type Answers = ReturnType<typeof createAnswers>;
