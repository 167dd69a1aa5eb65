import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";

/** Where a member was named. What was said stands in the log only, so that it is erased with it. */
interface StoredMention extends Doc {
  memberId: string;
  conversationId: string;
  seq: number;
  /** Name of who named them. */
  by: string;
  at: number;
}

export const MENTIONS = defineCollection<StoredMention>("mentions", {
  owner: "users",
  indexes: [{ on: ["memberId", "at"] }, { on: ["at"] }],
  whose: { conversation: "conversationId" },
  refersTo: ["members", "events"],
});

type Named = Omit<StoredMention, "_id" | "memberId" | "at">;

/** Milliseconds that a mention waits to be read. */
const KEPT = 90 * 24 * 3_600_000;
/** Mentions that a member is told of at most, the newest. */
export const MOST_MENTIONS = 50;

/** Notes that name members and that they have not read. */
export function createMentions(store: Store, now: () => number) {
  const stored = MENTIONS.open(store);
  return {
    async mention({ memberIds, ...named }: Named & { memberIds: string[] }) {
      for (const memberId of memberIds) {
        const _id = `${memberId}/${named.conversationId}/${named.seq}`;
        await stored.insert({ _id, memberId, ...named, at: now() });
      }
      return {};
    },

    async mentions({ memberId }: { memberId: string }) {
      const found = await stored.find({ memberId }, { sort: { at: -1 }, limit: MOST_MENTIONS });
      return found.map(({ _id, memberId: _theirs, ...mention }) => mention);
    },

    async readMentions({ memberId, conversationId, seq }: { memberId: string; conversationId: string; seq: number }) {
      await stored.remove({ memberId, conversationId, seq: { $lte: seq } });
      return {};
    },

    async removeExpired(): Promise<void> {
      await stored.remove({ at: { $lte: now() - KEPT } });
    },
  };
}
