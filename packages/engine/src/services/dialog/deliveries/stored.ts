import type { Delivery } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** A delivery as it is stored, under the key of its event. */
export interface StoredDelivery extends Doc, Delivery {
  channel: string;
  /** Whether it is still to be sent. */
  open?: true;
  /** When it may be taken next: not before another taker had their time, nor before what a platform asked for. */
  nextAt: number;
  /** When it was meant to be written to the log. */
  since: number;
}

/** What it says belongs to its event, and goes with it. */
export const DELIVERIES = defineCollection<StoredDelivery>("deliveries", {
  owner: "dialog",
  indexes: [{ on: ["open", "nextAt"] }, { on: ["conversationId", "seq"] }, { on: ["channel", "externalId"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
});

export function shown({ conversationId, id, seq, state, attempts, externalId, reason, at }: StoredDelivery): Delivery {
  return { conversationId, id, seq, state, attempts, at, ...(externalId && { externalId }), ...(reason && { reason }) };
}
