import type { ConversationEvent } from "@parley/protocol";
import { type Count, countedTo, countOn, countSince } from "./count.ts";
import type { createFacts } from "./facts.ts";

type Facts = ReturnType<typeof createFacts>;

/** Counts lively conversations in memory as things happen, so that what was just written is not read again to be counted. */
export function createLively(facts: Facts) {
  const counts = new Map<string, Count>();

  return {
    /** Counts what happened, as far as it follows on what is counted. */
    async count(conversationId: string, events: readonly ConversationEvent[]): Promise<void> {
      if (events.length === 0) return;
      const known = counts.get(conversationId) ?? (await facts.counted(conversationId));
      counts.set(conversationId, countOn(counts.get(conversationId) ?? known, events));
    },

    /** Stores how a conversation stands at `head` or later; reads on in its log where something is missing. Resolves to the last event counted. */
    async settle(conversationId: string, head: number): Promise<number> {
      const count = counts.get(conversationId);
      let stored = count && countedTo(count) >= head ? await facts.save(count) : undefined;
      if (!stored) {
        counts.delete(conversationId);
        stored = await facts.catchUp(conversationId);
      }
      counts.set(conversationId, countSince(counts.get(conversationId), stored));
      return stored?.seq ?? 0;
    },

    /** Forgets what is known of some, words above all; they are counted from the store and their logs. */
    drop(conversationIds: readonly string[]): void {
      for (const conversationId of conversationIds) counts.delete(conversationId);
    },

    /** Forgets those that are not among the lively ones any more. */
    keep(lively: ReadonlySet<string>): void {
      for (const conversationId of counts.keys()) if (!lively.has(conversationId)) counts.delete(conversationId);
    },
  };
}
export type Lively = ReturnType<typeof createLively>;
