import { type ConversationState, FIRST_INBOX, type InboxItem, type Presence } from "@parley/protocol";
import { expect, test } from "vitest";
import { boardOf } from "./board.ts";

const queued = (since: number, more: object = {}): ConversationState => ({
  status: "queued",
  since,
  reason: "asked",
  ...more,
});
const withAgent = (id: string, more: object = {}): ConversationState => ({
  status: "agent",
  agent: { id, name: id.toUpperCase() },
  since: 1,
  ...more,
});

function item(
  id: string,
  state: ConversationState,
  { by = "visitor", at = 1, inboxId }: Partial<Item> = {},
): InboxItem {
  return {
    conversation: {
      id,
      visitorId: id,
      channel: "web",
      locale: "en",
      seq: 1,
      episode: 1,
      openedAt: 0,
      updatedAt: at,
      state,
      ...(inboxId && { inboxId }),
    },
    visitor: { id, profile: {}, locale: "en", firstSeenAt: 0, lastSeenAt: 0 },
    preview: { seq: 1, by, text: "words", at },
  };
}
interface Item {
  by: string;
  at: number;
  inboxId: string;
}

const agent = (id: string, more: Partial<Presence> = {}): Presence => ({
  agent: { id, name: id.toUpperCase() },
  availability: "available",
  conversations: 0,
  ...more,
});

const board = (items: InboxItem[], presence: Presence[] = [], inboxId?: string) =>
  boardOf({ items, presence, online: new Set(["here"]), inboxId, now: 100 });

const idsOf = (items: readonly InboxItem[]) => items.map(({ conversation }) => conversation.id);

test("who waits longest stands first, and who is upset or overdue is counted", () => {
  const { waiting, mood, overdue } = board([
    item("b", queued(20, { reason: "negative" })),
    item("a", queued(10, { overdue: true })),
    item("c", withAgent("ann", { overdue: true })),
  ]);
  expect([idsOf(waiting), mood.angry, overdue]).toEqual([["a", "b"], 1, 2]);
});

test("[E10] the mood of who waits or is with somebody is counted, of the others not", () => {
  const bot: ConversationState = { status: "bot", unsure: 0, from: 0 };
  const { mood } = board([
    { ...item("a", queued(10)), mood: "displeased" },
    { ...item("b", withAgent("ann")), mood: "pleased" },
    { ...item("c", withAgent("ann")), mood: "angry" },
    { ...item("here", bot), mood: "angry" },
    item("d", queued(11)),
  ]);
  expect(mood).toEqual({ angry: 1, displeased: 1, pleased: 1 });
});

test("whom the bot talks to counts while they are there", () => {
  const bot: ConversationState = { status: "bot", unsure: 0, from: 0 };
  expect(board([item("here", bot), item("gone", bot)]).withBot).toBe(1);
});

test("an agent's conversations stand by them, and who waits longest for their words first", () => {
  const { team } = board(
    [
      item("told", withAgent("ann"), { by: "ANN", at: 1 }),
      item("late", withAgent("ann"), { at: 7 }),
      item("later", withAgent("ann"), { at: 5 }),
    ],
    [agent("ann", { conversations: 3, capacity: 4 }), agent("bob", { availability: "away" })],
  );
  expect(team.map(({ agent: { id }, conversations }) => [id, ...idsOf(conversations)])).toEqual([
    ["ann", "later", "late", "told"],
    ["bob"],
  ]);
  expect(team.map(({ unansweredSince }) => unansweredSince)).toEqual([5, undefined]);
});

test("what an agent has who is gone is seen, behind those who are here", () => {
  const { team, available } = board([item("a", withAgent("eve"))], [agent("zoe")]);
  expect(team.map(({ agent: { id }, availability, held }) => [id, availability, held])).toEqual([
    ["zoe", "available", 0],
    ["eve", "offline", 1],
  ]);
  expect(available).toBe(1);
});

test("room is what those who are available may still take; there is none to tell without a limit", () => {
  const [full, free] = [
    agent("ann", { conversations: 5, capacity: 4 }),
    agent("bob", { conversations: 1, capacity: 4 }),
  ];
  expect(board([], [full, free, agent("eve", { availability: "away", capacity: 4 })]).room).toBe(3);
  expect(board([], [agent("ann")]).room).toBeUndefined();
});

test("of one inbox there is only what is of it, and who sees it; what names none is of the first", () => {
  const all = [item("a", queued(1), { inboxId: "shop" }), item("b", queued(2))];
  const team = [agent("ann", { inboxes: ["shop"] }), agent("bob")];
  const seen = [undefined, "shop", FIRST_INBOX].map((inboxId) => board(all, team, inboxId));
  expect(seen.map((one) => [idsOf(one.waiting), one.team.map((desk) => desk.agent.id)])).toEqual([
    [
      ["a", "b"],
      ["ann", "bob"],
    ],
    [["a"], ["ann", "bob"]],
    [["b"], ["bob"]],
  ]);
});
