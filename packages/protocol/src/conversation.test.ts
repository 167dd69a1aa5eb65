import { expect, test } from "vitest";
import { advance, type Conversation } from "./conversation.ts";
import type { ConversationEvent } from "./event.ts";
import { forVisitor } from "./for-visitor.ts";

const conversation: Conversation = {
  id: "c",
  visitorId: "v",
  channel: "web",
  locale: "en",
  seq: 0,
  episode: 0,
  openedAt: 0,
  updatedAt: 0,
  state: { status: "bot", unsure: 0, from: 0 },
};
const visitor = { kind: "visitor" } as const;
const mei = { id: "mei", name: "Mei" };

/** What a visitor's own client makes of what it is told. */
const seen = (...happened: object[]) =>
  happened
    .map((event, index) => ({ id: `e${index}`, conversationId: "c", seq: index + 1, at: index, ...event }))
    .map((event) => forVisitor(event as ConversationEvent))
    .reduce(advance, conversation).state;

const opened = { type: "opened", author: visitor };
const left = { type: "message", author: visitor, content: { type: "left", text: "Call me" } };
const queued = { type: "queued", reason: "asked" };
const handedOn = { type: "released", to: "queue", author: { kind: "agent", ...mei }, team: "tax" };

test.each([
  ["once they wait", [opened, left, queued]],
  ["while they wait", [opened, queued, left]],
])("[Q5] [H18] who left a message %s is not asked for one again when they are handed to another team", (_, before) => {
  expect(seen(...before)).toMatchObject({ status: "queued", left: true });
  expect(seen(...before, handedOn)).toMatchObject({ status: "queued", left: true });
});

test("[Q5] but who had an agent since then may leave one", () => {
  const state = seen(opened, left, queued, { type: "claimed", agent: mei }, handedOn);
  expect(state).toMatchObject({ status: "queued", left: undefined });
});
