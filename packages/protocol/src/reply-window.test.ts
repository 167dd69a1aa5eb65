import { expect, test } from "vitest";
import type { ConversationEvent } from "./event.ts";
import { isOver, windowNow } from "./reply-window.ts";

const HOUR = 3_600_000;
/** A log of who said something at which hour. */
const log = (...said: [who: "visitor" | "bot" | "agent", hour: number][]) =>
  said.map(([kind, hour], index) => ({
    type: "message",
    seq: index + 1,
    at: hour * HOUR,
    author: { kind },
  })) as unknown as ConversationEvent[];

test("[X6] a window is open from the last words on, for so many hours and messages", () => {
  const window = { hours: 48, messages: 2 };
  const events = log(["visitor", 0], ["bot", 0], ["visitor", 10], ["bot", 10], ["agent", 11], ["agent", 12]);
  expect(windowNow(events.slice(0, 4), window)).toEqual({ until: 58 * HOUR, left: 1 });
  expect(windowNow(events, window)).toEqual({ until: 58 * HOUR, left: 0 });
  expect(windowNow(events, { hours: 1 })).toEqual({ until: 11 * HOUR });
  expect(windowNow(log(["bot", 1]), window)).toEqual({ until: 0, left: 1 });
});

test("[X6] what comes after a message that is about to be sent does not count against it, what is sent again comes after all", () => {
  const events = log(["visitor", 0], ["agent", 1], ["agent", 1], ["agent", 1]);
  const lefts = [2, 3, 4].map((seq) => windowNow(events, { hours: 1, messages: 2 }, seq).left);
  expect(lefts).toEqual([2, 1, 0]);
  const again = [...events, ...log(["visitor", 5], ["agent", 6]).map((event) => ({ ...event, seq: event.seq + 4 }))];
  expect(windowNow(again, { hours: 1, messages: 2 }, 4)).toEqual({ until: 6 * HOUR, left: 1 });
});

test.each<[hours: number, left: number | undefined, over: boolean]>([
  [1, undefined, false],
  [1, 1, false],
  [1, 0, true],
  [0, 1, true],
  [-1, undefined, true],
])("[X6] with %s hours and %s messages left it is over: %s", (hours, left, over) => {
  expect(isOver({ until: hours * HOUR, ...(left !== undefined && { left }) }, 0)).toBe(over);
});
