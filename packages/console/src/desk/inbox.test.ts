import type { ConversationState, InboxItem } from "@parley/protocol";
import { expect, test } from "vitest";
import { group, isUnread } from "../inbox/groups.ts";
import { createInbox } from "./inbox.ts";

const states = {
  bot: { status: "bot", unsure: 0, from: 0 },
  queued: { status: "queued", since: 1000, reason: "asked" },
  mine: { status: "agent", agent: { id: "ann", name: "Ann" }, since: 1 },
  others: { status: "agent", agent: { id: "bob", name: "Bob" }, since: 1 },
  closed: { status: "closed", at: 5, by: { kind: "visitor" } },
} satisfies Record<string, ConversationState>;

const item = (id: string, seq: number, state: ConversationState = states.bot): InboxItem => ({
  conversation: {
    id,
    visitorId: `visitor-${id}`,
    channel: "web",
    locale: "en",
    seq,
    episode: 1,
    openedAt: 0,
    updatedAt: seq * 1000,
    state,
  },
  visitor: { id: `visitor-${id}`, profile: { name: `Name ${id}` }, locale: "en", firstSeenAt: 0, lastSeenAt: 0 },
  preview: { seq, by: "visitor", text: `Words ${id}`, at: seq * 1000 },
});

test("an item that is older than what is known is ignored", () => {
  const inbox = createInbox();
  inbox.merge([item("a", 5, states.queued)]);
  inbox.merge([item("a", 4)]);
  expect(inbox.items.value.get("a")?.conversation.state.status).toBe("queued");
  inbox.merge([item("a", 6, states.mine)]);
  expect(inbox.items.value.get("a")?.conversation.state.status).toBe("agent");
});

test("a new list drops what it lacks, keeps what was pushed while it was on its way", () => {
  const inbox = createInbox();
  inbox.merge([item("gone", 3), item("old", 9, states.closed)]);
  const mark = inbox.mark();
  inbox.merge([item("new", 1, states.queued), item("listed", 7)]);
  inbox.replace([item("listed", 6)], mark);
  expect([...inbox.items.value.keys()].sort()).toEqual(["listed", "new", "old"]);
  expect(inbox.items.value.get("listed")?.conversation.seq).toBe(7);
});

test("[H14] a new list drops what was closed in an inbox that one sees no more", () => {
  const inbox = createInbox();
  const of = (inboxId: string): InboxItem => {
    const { conversation, ...rest } = item(inboxId, 9, states.closed);
    return { ...rest, conversation: { ...conversation, inboxId } };
  };
  inbox.merge([item("first", 9, states.closed), of("shop"), of("de")]);
  inbox.replace([], inbox.mark(), { role: "agent", inboxes: ["web", "shop"] });
  expect([...inbox.items.value.keys()].sort()).toEqual(["first", "shop"]);
  inbox.replace([], inbox.mark(), { role: "admin", inboxes: ["de"] });
  expect([...inbox.items.value.keys()].sort()).toEqual(["first", "shop"]);
});

test("an event of the open conversation moves the list on, one that does not follow does not", () => {
  const inbox = createInbox();
  inbox.merge([item("a", 5, states.queued)]);
  const claimed = {
    id: "event-claimed",
    conversationId: "a",
    at: 9,
    type: "claimed" as const,
    agent: states.mine.agent,
  };
  inbox.advanceBy({ ...claimed, seq: 7 });
  expect(inbox.items.value.get("a")?.conversation.seq).toBe(5);
  inbox.advanceBy({ ...claimed, seq: 6 });
  expect(inbox.items.value.get("a")?.conversation.state).toMatchObject({ ...states.mine, since: 9 });
});

test("heads name the last event of everything known", () => {
  const inbox = createInbox();
  inbox.merge([item("a", 5), item("b", 2)]);
  expect(inbox.heads()).toEqual({ a: 5, b: 2 });
});

test("[H2] who has waited longest comes first", () => {
  const waiting = (id: string, since: number) => item(id, 5, { ...states.queued, since });
  const { waiting: list } = group([waiting("late", 300), waiting("first", 100), waiting("second", 200)], "ann");
  expect(list.map(({ conversation }) => conversation.id)).toEqual(["first", "second", "late"]);
});

test("conversations are grouped by who has them", () => {
  const groups = group(
    [
      item("q", 1, states.queued),
      item("m", 2, states.mine),
      { ...item("a", 2, states.mine), desk: { snoozed: { by: { id: "ann", name: "Ann" }, from: 2 } } },
      item("o", 3, states.others),
      item("b", 4),
      item("c", 5, states.closed),
    ],
    "ann",
  );
  const ids = Object.entries(groups).map(([name, items]) => [name, items.map(({ conversation }) => conversation.id)]);
  const expected = { waiting: ["q"], mine: ["m"], aside: ["a"], bot: ["b"], others: ["o"], left: [], closed: ["c"] };
  expect(Object.fromEntries(ids)).toEqual(expected);
});

test("with the bot are those who are there; who waits and has left comes after those who have not", () => {
  const waiting = (id: string, since: number) => item(id, 5, { ...states.queued, since });
  const items = [item("here", 1), item("gone", 2), item("m", 3, states.mine), waiting("w1", 1), waiting("w2", 2)];
  const groups = group(items, "ann", { online: new Set(["here", "w2"]) });
  const ids = Object.entries(groups).map(([name, list]) => [name, list.map(({ conversation }) => conversation.id)]);
  const expected = {
    mine: ["m"],
    waiting: ["w2", "w1"],
    bot: ["here"],
    left: ["gone"],
    others: [],
    closed: [],
    aside: [],
  };
  expect(Object.fromEntries(ids)).toEqual(expected);
});

test("[P6] who came or left while the list was on its way did so, whatever the list says", () => {
  const inbox = createInbox();
  inbox.setOnline(["a", "b"], inbox.mark());
  const mark = inbox.mark();
  inbox.attend({ came: ["c"], left: ["b"] });
  inbox.setOnline(["b", "d"], mark);
  expect([...inbox.online.value].sort()).toEqual(["c", "d"]);
  inbox.setOnline([], inbox.mark(), ["d"]);
  expect([...inbox.online.value]).toEqual(["c"]);
});

test("[P7] the page that a visitor goes to is theirs in the list", () => {
  const inbox = createInbox();
  inbox.merge([item("a", 5)]);
  const page = { url: "https://shop.example/cart", title: "Cart" };
  inbox.visit({ conversationId: "a", page });
  inbox.visit({ conversationId: "unknown", page });
  expect(inbox.items.value.get("a")?.visitor).toMatchObject({ page });
  expect(inbox.items.value.size).toBe(1);
});

test("the search looks at names and words, whatever the case", () => {
  const ids = (search: string) =>
    group([item("a", 1), item("b", 2)], "ann", { search }).bot.map((one) => one.conversation.id);
  expect(ids(" NAME a ")).toEqual(["a"]);
  expect(ids("words")).toEqual(["b", "a"]);
  expect(ids("nothing")).toEqual([]);
});

test("only the visitor's words in the queue or in my conversations are unread", () => {
  expect(isUnread(item("a", 5, states.mine), "ann", 4)).toBe(true);
  expect(isUnread(item("a", 5, states.mine), "ann", 5)).toBe(false);
  expect(isUnread(item("a", 5, states.others), "ann", 0)).toBe(false);
  expect(isUnread(item("a", 5, states.bot), "ann", 0)).toBe(false);
});
