import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** How a chat stands that is continued elsewhere when its visitor is away, under the conversation's id. */
export interface StoredContinuation extends Doc {
  inboxId: string;
  /** Something may have been said that its visitor has neither seen nor been sent. */
  due?: true;
  /** How often that was meant to be written to the log. */
  intents: number;
  /** The number up to which it was sent on. */
  told: number;
  /** Each change of how it stands counts: of several takers one is first. */
  turn: number;
  attempts: number;
  /** Milliseconds that must pass since the last change before it may be taken. Each node counts them itself, as clocks differ. */
  pause: number;
  /** Who was sent something last, and may answer. */
  to?: string;
}

export const CONTINUATIONS = defineCollection<StoredContinuation>("continuations", {
  owner: "dialog",
  indexes: [{ on: ["due", "_id"] }],
  whose: { conversation: "_id" },
  personal: "all",
});
