import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { ChannelHealth, Dialog } from "../contract.ts";

/** How an account of a channel does, under the id of its inbox. Nothing of it says who wrote. */
export interface StoredHealth extends Doc, ChannelHealth {}

export const CHANNEL_HEALTH = defineCollection<StoredHealth>("channelHealth", { owner: "dialog" });

/** What nodes have seen of accounts: the newest of each. */
export function createHealth(store: Store): Pick<Dialog, "noteHealth" | "channelHealth"> {
  const stored = CHANNEL_HEALTH.open(store);
  return {
    async noteHealth({ inboxId, lastIn, lastOut, error }) {
      const $max = { ...(lastIn !== undefined && { lastIn }), ...(lastOut !== undefined && { lastOut }) };
      await stored.update({ _id: inboxId }, { $max, ...(error && { $set: { error } }) }, { upsert: true });
      return {};
    },
    async channelHealth({ inboxId }) {
      const { _id, ...health } = (await stored.findOne({ _id: inboxId })) ?? { _id: inboxId };
      return health;
    },
  };
}
