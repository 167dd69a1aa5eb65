import type { ConversationState, InboxItem } from "@parley/protocol";
import { expect, test } from "vitest";
import { demand } from "./groups.ts";

const AT = 1_700_000_000_000;

/** A conversation of which the last words, number 3, are the visitor's. */
const item = (id: string, state: Partial<ConversationState>, updatedAt = AT) =>
  ({
    conversation: { id, state, updatedAt, seq: 3 },
    visitor: { id, profile: {} },
    preview: { by: "visitor", text: "Hello?", seq: 3, at: AT },
  }) as unknown as InboxItem;

const waiting = item("waiting", { status: "queued", since: AT, reason: "asked" });
const mine = (id: string, at = AT) => item(id, { status: "agent", agent: { id: "me", name: "Me" } } as never, at);

test("who waits counts, and so does each of mine that is not read; the newest of these comes first", () => {
  const others = item("others", { status: "agent", agent: { id: "ben", name: "Ben" } } as never);
  const all = [waiting, others, mine("old"), mine("new", AT + 5), mine("read", AT + 9), item("bot", { status: "bot" })];
  const { total, first } = demand(all, "me", { read: 3 });
  expect([total, first?.conversation.id]).toEqual([3, "new"]);
});

test("where nobody wants anything there is none", () => {
  expect(demand([mine("read")], "me", { read: 3 })).toEqual({ total: 0, first: undefined });
});
