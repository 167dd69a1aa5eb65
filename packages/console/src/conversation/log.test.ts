import type { ConversationEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import { EMPTY_LOG, hasOlder, isBehind, type Log, lastSeq, withHistory, withPage, withPush } from "./log.ts";

const event = (seq: number): ConversationEvent => ({
  id: `event-${seq}`,
  conversationId: "c1",
  seq,
  at: seq * 1000,
  type: "note",
  author: { kind: "system" },
  text: String(seq),
});
const events = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => event(from + index));
const seqs = (log: Log) => log.events.map(({ seq }) => seq);

test("[M7] a push that is already known is dropped", () => {
  const log = withPage(EMPTY_LOG, { events: events(1, 3), head: 3 });
  expect(withPush(log, event(2))).toBe(log);
});

test("[M7] the next push is applied", () => {
  const log = withPush(withPage(EMPTY_LOG, { events: events(1, 3), head: 3 }), event(4));
  expect(seqs(log)).toEqual([1, 2, 3, 4]);
  expect(isBehind(log)).toBe(false);
});

test("[M7] a push beyond a gap is kept aside until sync fills the gap", () => {
  const gap = withPush(withPage(EMPTY_LOG, { events: events(1, 3), head: 3 }), event(6));
  expect(seqs(gap)).toEqual([1, 2, 3]);
  expect(isBehind(gap)).toBe(true);
  const filled = withPage(gap, { events: events(4, 5), head: 6 });
  expect(seqs(filled)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(isBehind(filled)).toBe(false);
});

test("[M8] a page that ends before the head leaves the log behind", () => {
  const log = withPage(EMPTY_LOG, { events: events(1, 200), head: 250 });
  expect(isBehind(log)).toBe(true);
  expect(isBehind(withPage(log, { events: events(201, 250), head: 250 }))).toBe(false);
});

test("[M9] a reset forgets what was known, but not pushes that came after it", () => {
  const early = withPush(withPage(EMPTY_LOG, { events: events(1, 3), head: 3 }), event(5001));
  const log = withPage(early, { events: events(4951, 5000), head: 5000, reset: true });
  expect(seqs(log).at(0)).toBe(4951);
  expect(lastSeq(log)).toBe(5001);
  expect(hasOlder(log)).toBe(true);
});

test("[M9] history joins in front, and only if it joins", () => {
  const log = withPage(EMPTY_LOG, { events: events(51, 100), head: 100, reset: true });
  expect(seqs(withHistory(log, events(1, 50)))).toHaveLength(100);
  expect(withHistory(log, events(1, 40))).toBe(log);
  expect(withHistory(log, events(41, 60)).events[0]?.seq).toBe(41);
});

test("[M9] an empty history says that there is nothing before, though the first number is not 1", () => {
  const log = withPage(EMPTY_LOG, { events: events(51, 100), head: 100, reset: true });
  const begun = withHistory(log, []);
  expect(hasOlder(begun)).toBe(false);
  expect(hasOlder(withPush(begun, event(101)))).toBe(false);
});

test("pushes in any order give the same log", () => {
  const shuffled = [5, 2, 4, 1, 3, 3, 5].map(event);
  expect(seqs(shuffled.reduce(withPush, EMPTY_LOG))).toEqual([1, 2, 3, 4, 5]);
});
