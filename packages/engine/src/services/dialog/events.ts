import type { ConversationEvent } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc } from "../../store/store.ts";

export type StoredEvent = ConversationEvent & Doc;

/** All events. The unique (conversation, seq) is the only lock between those who write to conversations. */
export const EVENTS = defineCollection<StoredEvent>("events", {
  owner: "dialog",
  indexes: [{ on: ["conversationId", "seq"], unique: true }, { on: ["at"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
  // What is erased from a log is remembered first; how an event is sent is noted before it is written.
  refersTo: ["answered", "deliveries", "files"],
  log: ["conversationId", "seq"],
});
export type Events = ReturnType<typeof EVENTS.open>;

export function withoutKey({ _id, ...event }: StoredEvent): ConversationEvent {
  return event;
}
