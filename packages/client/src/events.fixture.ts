import type { ConversationEvent } from "@parley/protocol";

export const event = (seq: number): ConversationEvent => ({
  id: `event-${seq}`,
  conversationId: "c",
  seq,
  at: seq,
  type: "message",
  author: { kind: "bot" },
  content: { type: "text", text: String(seq) },
});

/** The events with these numbers, both included; none if there are none between. */
export const events = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => event(from + index));
