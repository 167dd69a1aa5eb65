import { openStorage } from "@parley/client";
import { ChatError, type InboxItem } from "@parley/protocol";
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLeavings, type Leaving, type LeavingTo } from "./leaving.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  sessionStorage.clear();
});

const AMY = { id: "amy", name: "Amy" };
const item = (seq: number, said?: number): InboxItem => ({
  conversation: {
    id: "c1",
    visitorId: "v1",
    channel: "web",
    locale: "en",
    seq,
    episode: 1,
    openedAt: 0,
    updatedAt: 0,
    state: { status: "agent", agent: AMY, since: 0 },
  },
  visitor: { id: "v1", profile: {}, locale: "en", firstSeenAt: 0, lastSeenAt: 0 },
  ...(said && { preview: { seq: said, by: "visitor", text: "wait", at: 0 } }),
});

function desk(carryOut = async (_leaving: Leaving): Promise<unknown> => undefined) {
  const sent: Leaving[] = [];
  const told: string[] = [];
  const items = signal<ReadonlyMap<string, InboxItem>>(new Map([["c1", item(5, 4)]]));
  const leavings = createLeavings({
    carryOut: (leaving) => {
      sent.push(leaving);
      return carryOut(leaving);
    },
    items,
    storage: openStorage(() => sessionStorage),
    owner: "amy",
    stayed: () => told.push("stayed"),
    failed: ({ code }) => told.push(code),
  });
  const hear = (next: InboxItem) => {
    items.value = new Map([["c1", next]]);
  };
  return { leavings, sent, told, hear };
}

const WAYS: LeavingTo[] = [
  { to: "bot" },
  { to: "queue" },
  { to: "closed" },
  { to: "agent", agentId: "ben", name: "Ben" },
];

test.each(WAYS)("nothing is sent at once, and nothing at all when it is taken back: $to", async (how) => {
  const { leavings, sent } = desk();
  leavings.begin(item(5, 4), how);
  await vi.advanceTimersByTimeAsync(4000);
  expect(sent).toEqual([]);
  leavings.undo("c1");
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sent, leavings.entries.value]).toEqual([[], []]);
});

test.each(WAYS)("some seconds later it is done, once: $to", async (how) => {
  const { leavings, sent } = desk();
  leavings.begin(item(5, 4), how);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([expect.objectContaining({ conversationId: "c1", how })]);
  expect(leavings.entries.value).toEqual([]);
});

test.each([
  ["bot", "stays"],
  ["closed", "stays"],
  ["queue", "goes"],
] as const)("a visitor who writes meanwhile: on the way to %s the conversation %s", async (to, outcome) => {
  const { leavings, sent, told, hear } = desk();
  leavings.begin(item(5, 4), { to });
  hear(item(6, 6));
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sent.length, told]).toEqual(outcome === "stays" ? [0, ["stayed"]] : [1, []]);
});

test("what is out of reach is done when it is in reach again, with the same id", async () => {
  let online = false;
  const { leavings, sent, told } = desk(async () => {
    if (!online) throw new ChatError("unavailable", "away");
  });
  leavings.begin(item(5, 4), { to: "closed" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(leavings.entries.value).toHaveLength(1);
  online = true;
  await leavings.flush();
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
  expect([sent.length, leavings.entries.value, told]).toEqual([2, [], []]);
});

test("a refusal is told, and that is that", async () => {
  const { leavings, told } = desk(() => Promise.reject(new ChatError("forbidden", "somebody else has it")));
  leavings.begin(item(5, 4), { to: "bot" });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([told, leavings.entries.value]).toEqual([["forbidden"], []]);
});

test("who reloads the page meanwhile has meant it; who comes back much later has not", async () => {
  const first = desk();
  first.leavings.begin(item(5, 4), { to: "closed" });
  first.leavings.stop();
  const second = desk();
  await second.leavings.flush();
  expect(second.sent).toMatchObject([{ conversationId: "c1", how: { to: "closed" } }]);

  const third = desk();
  third.leavings.begin(item(5, 4), { to: "closed" });
  third.leavings.stop();
  await vi.advanceTimersByTimeAsync(61_000);
  const fourth = desk();
  await fourth.leavings.flush();
  expect(fourth.sent).toEqual([]);
});

test("the last one begun is taken back first", () => {
  const { leavings } = desk();
  leavings.begin(item(5, 4), { to: "closed" });
  const other = item(5, 4);
  leavings.begin({ ...other, conversation: { ...other.conversation, id: "c2" } }, { to: "bot" });
  leavings.undo();
  expect(leavings.entries.value.map(({ conversationId }) => conversationId)).toEqual(["c1"]);
});
