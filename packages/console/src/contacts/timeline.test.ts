import { ChatError, type ConversationEvent } from "@parley/protocol";
import { expect, test } from "vitest";
import type { Ask } from "../live/ask.ts";
import { createTimeline, stretches } from "./timeline.ts";

const event = (conversationId: string, seq: number, at: number): ConversationEvent => ({
  id: `${conversationId}-${seq}`,
  conversationId,
  seq,
  at,
  type: "note",
  author: { kind: "system" },
  text: "",
});

/** Logs of conversations, by the times of their events; answers `history` in pages of ten, and fails as often as it is told. */
function engine(logs: Record<string, number[]>, failures = 0) {
  let left = failures;
  const ask = (async (_name: string, { conversationId, before }: { conversationId: string; before: number }) => {
    if (left-- > 0) throw new ChatError("unavailable", "Away.");
    const all = (logs[conversationId] ?? []).map((at, index) => event(conversationId, index + 1, at));
    return { events: all.filter(({ seq }) => seq < before).slice(-10), head: all.length };
  }) as unknown as Ask;
  return createTimeline(
    ask,
    Object.entries(logs).map(([id, { length: seq }]) => ({ id, seq })),
  );
}
const range = (from: number, count: number, step = 1) =>
  Array.from({ length: count }, (_, index) => from + index * step);

test("logs are read side by side by time, the newest first, to their beginnings", async () => {
  const timeline = engine({ a: range(0, 60, 2), b: range(1, 60, 2), c: [1000] });
  while (!timeline.ended.value) await timeline.older();
  const times = timeline.events.value.map(({ at }) => at);
  expect(times).toEqual([1000, ...range(0, 120)].sort((one, other) => other - one));
});

test("each keeps its own order, also where its clocks differed", async () => {
  const timeline = engine({ a: [5, 3, 9], b: [4] });
  await timeline.older();
  const seqs = timeline.events.value.filter(({ conversationId }) => conversationId === "a").map(({ seq }) => seq);
  expect(seqs).toEqual([3, 2, 1]);
});

test("what could not be had is had by asking again, nothing twice", async () => {
  const timeline = engine({ a: range(0, 15), b: range(100, 5) }, 1);
  await expect(timeline.older()).rejects.toThrow("Away.");
  while (!timeline.ended.value) await timeline.older();
  expect(timeline.events.value.map(({ at }) => at)).toEqual([...range(0, 15), ...range(100, 5)].toReversed());
});

test("of nothing there is nothing", () => {
  expect(engine({}).ended.value).toBe(true);
});

test("neighbours of one conversation stand together, in the order in which they were said", () => {
  const told = [event("a", 3, 9), event("a", 2, 8), event("b", 1, 7), event("a", 1, 6)];
  expect(stretches(told).map((some) => some.map(({ id }) => id))).toEqual([["a-2", "a-3"], ["b-1"], ["a-1"]]);
});
