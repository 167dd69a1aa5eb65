import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";
import type { AwaitedFile } from "../contract.ts";

/** A file that somebody sent and that is still with the platform, under the key of the message that it is to become. */
export interface StoredAwaited extends Doc, Omit<AwaitedFile, "late"> {
  /** Its place among those of its conversation. */
  order: number;
  /** Milliseconds that must pass since it became so before it may be taken again. Each node counts them itself. */
  pause: number;
  /** Somebody has it. */
  taken?: true;
  at: number;
}

export const CHANNEL_FILES = defineCollection<StoredAwaited>("channelFiles", {
  owner: "dialog",
  indexes: [{ on: ["inboxId", "_id"] }, { on: ["conversationId", "order"] }, { on: ["since"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
});
