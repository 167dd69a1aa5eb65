import { type Conversation, type ConversationEvent, ChatError } from "@parley/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Analytics } from "../services/analytics/contract.ts";
import { createReports } from "./reports.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An analytics service that may be away, and what it was told. */
function elsewhere() {
  const told: [string, number][] = [];
  const state = { away: false, calls: 0 };
  const follow: Analytics["follow"] = async ({ heads }) => {
    state.calls++;
    if (state.away) throw new ChatError("unavailable", "It does not answer.");
    for (const { conversationId, seq } of heads) told.push([conversationId, seq]);
    return {};
  };
  const errors: unknown[] = [];
  const reports = createReports({ follow } as Analytics, (error) => errors.push(error));
  const moved = (id: string, seq: number) =>
    reports.moved({ id, seq } as Conversation, [{ conversationId: id, seq } as ConversationEvent]);
  return { told, state, errors, reports, moved };
}

test("what could not be said to reports is said once they are back, without a call for every event until then", async () => {
  const { told, state, errors, moved } = elsewhere();
  state.away = true;
  for (let seq = 1; seq <= 100; seq++) {
    moved("one", seq);
    await vi.advanceTimersByTimeAsync(30);
  }
  moved("two", 7);
  await vi.advanceTimersByTimeAsync(100);
  expect(state.calls).toBeLessThanOrEqual(2);
  expect(errors).toHaveLength(state.calls);
  expect(told).toEqual([]);
  state.away = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(new Map(told)).toEqual(
    new Map([
      ["one", 100],
      ["two", 7],
    ]),
  );
  moved("one", 101);
  await vi.advanceTimersByTimeAsync(30);
  expect(told.at(-1)).toEqual(["one", 101]);
});

test("a gateway that stops says what is gathered, and waits for what is on its way", async () => {
  const { told, reports, moved } = elsewhere();
  moved("one", 1);
  await vi.advanceTimersByTimeAsync(20);
  moved("two", 1);
  await reports.stop();
  expect(told.map(([id]) => id)).toEqual(["one", "two"]);
});
