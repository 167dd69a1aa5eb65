import type { Conversation, ConversationEvent, ConversationState } from "@parley/protocol";
import { expect, test } from "vitest";
import { handoverOf } from "./handover.ts";

const note = { summary: "Wants the money back.", tried: ["Refunds"] };
const conversation = (state: ConversationState, openedAt = 0): Conversation => ({
  id: "c1",
  visitorId: "v1",
  channel: "web",
  locale: "en",
  seq: 9,
  episode: 1,
  openedAt,
  updatedAt: 9,
  state,
});
const queued: ConversationEvent = {
  id: "event-1",
  conversationId: "c1",
  seq: 3,
  at: 500,
  type: "queued",
  reason: "unsure",
  handover: note,
};
const held: ConversationState = { status: "agent", agent: { id: "ann", name: "Ann" }, since: 600 };

test("while the visitor waits, the state tells", () => {
  const state: ConversationState = { status: "queued", since: 500, reason: "asked", handover: note };
  expect(handoverOf(conversation(state), [])).toEqual({ note, reason: "asked" });
});

test("who holds the conversation still sees why it was handed over", () => {
  expect(handoverOf(conversation(held), [queued])).toEqual({ note, reason: "unsure" });
});

test("a hand-over of an earlier episode, or one that is done with, is not shown", () => {
  expect(handoverOf(conversation(held, 501), [queued])).toBeUndefined();
  expect(handoverOf(conversation({ status: "bot", unsure: 0, from: 0 }), [queued])).toBeUndefined();
});
