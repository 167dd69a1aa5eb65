import type { ConversationEvent } from "@parley/protocol";
import type { Doc, Store } from "../../store/store.ts";

export type StoredEvent = ConversationEvent & Doc;

/** The collection of all events. Its unique (conversation, seq) is the only lock between those who write to conversations. */
export function openEvents(store: Store) {
  return store.collection<StoredEvent>("events", [{ on: ["conversationId", "seq"], unique: true }, { on: ["at"] }]);
}
export type Events = ReturnType<typeof openEvents>;

export function withoutKey({ _id, ...event }: StoredEvent): ConversationEvent {
  return event;
}
