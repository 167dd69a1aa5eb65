import type { Delivery } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** A delivery as it is stored, under the key of its event. */
export interface StoredDelivery extends Doc, Delivery {
  channel: string;
  /** The account: what a platform calls a message is its own there. */
  inboxId: string;
  /** Whether it is still to be sent. */
  open?: true;
  /**
   * Milliseconds that must pass since it became so before it may be taken again: the time of who took it, or what a platform asks
   * for. Each node counts them itself, as clocks may differ by hours.
   */
  pause: number;
  /** When it was meant to be written to the log. */
  since: number;
}

/** What it says belongs to its event, and goes with it. */
export const DELIVERIES = defineCollection<StoredDelivery>("deliveries", {
  owner: "dialog",
  indexes: [{ on: ["open", "_id"] }, { on: ["conversationId", "seq"] }, { on: ["inboxId", "externalId"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
});

export function shown(stored: StoredDelivery): Delivery {
  const { conversationId, id, seq, state, attempts, externalId, reason, cause, version, at } = stored;
  return {
    conversationId,
    id,
    seq,
    state,
    attempts,
    at,
    ...(externalId && { externalId }),
    ...(reason && { reason }),
    ...(cause && { cause }),
    ...(version && { version }),
  };
}

/** Each change counts, so that of two one can say which is newer. A version before did not count, and kept what was counted. */
export const COUNTED = { $inc: { version: 1 } } as const;
