import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";

/** What a channel keeps of a conversation, under the conversation's id. */
export interface StoredThread extends Doc {
  /** What it wants back with what is sent there. */
  about?: string;
  /** The last messages that no machine answers. */
  unanswered?: string[];
  at: number;
}

export const CHANNEL_THREADS = defineCollection<StoredThread>("channelThreads", {
  owner: "dialog",
  whose: { conversation: "_id" },
  personal: "all",
});

/** Messages that are remembered as not to be answered: the bot answers the last ones. */
const MOST = 50;

/** What channels with threads keep of each. */
export function createThreads(store: Store, now: () => number) {
  const stored = CHANNEL_THREADS.open(store);
  const handlers: Pick<Dialog, "noteThread" | "threadOf"> = {
    async noteThread({ conversationId: _id, about, unanswered = [] }) {
      const before = unanswered.length > 0 ? ((await stored.findOne({ _id }))?.unanswered ?? []) : [];
      const kept = [...new Set([...before, ...unanswered])].slice(-MOST);
      const $set = { at: now(), ...(about !== undefined && { about }), ...(kept.length > 0 && { unanswered: kept }) };
      await stored.update({ _id }, { $set }, { upsert: true });
      return {};
    },
    async threadOf({ conversationId }) {
      const { about, unanswered = [] } = (await stored.findOne({ _id: conversationId })) ?? {};
      return { ...(about !== undefined && { about }), unanswered };
    },
  };
  return {
    handlers,
    /** Forgets what was kept before a time. */
    erase: (conversationId: string, before: number) => stored.remove({ _id: conversationId, at: { $lt: before } }),
  };
}
