import { describe, expect, test } from "vitest";
import { event, events } from "./events.fixture.ts";
import { emptyLog, hasOlder, isBehind, type Log, receive, take } from "./log.ts";
import { prepend } from "./older.ts";

const numbers = ({ events }: Log) => events.map(({ seq }) => seq);

describe("[M7] a push", () => {
  test("is applied if it is the next one", () => {
    expect(numbers(receive(receive(emptyLog, event(1)), event(2)))).toEqual([1, 2]);
  });

  test("is dropped if it is known", () => {
    const log = receive(emptyLog, event(1));
    expect(receive(log, event(1))).toBe(log);
  });

  test("is kept aside if something is missing, and applied when that has come", () => {
    const gap = receive(receive(emptyLog, event(1)), event(3));
    expect(numbers(gap)).toEqual([1]);
    expect([gap.head, isBehind(gap)]).toEqual([3, true]);
    expect(receive(gap, event(3))).toBe(gap);
    const closed = receive(gap, event(2));
    expect(numbers(closed)).toEqual([1, 2, 3]);
    expect([closed.early, isBehind(closed)]).toEqual([[], false]);
  });
});

test("[M8] an answer is applied where it overlaps what is known, and says that more is to come", () => {
  const log = take(take(emptyLog, { events: events(1, 4), head: 4 }), { events: events(3, 6), head: 9 });
  expect(numbers(log)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(log).toMatchObject({ last: 6, head: 9 });
});

test("[M9] a reset forgets what was known, but not what was pushed meanwhile", () => {
  const before = receive(take(emptyLog, { events: events(1, 3), head: 3 }), event(5003));
  const log = take(before, { events: events(4953, 5002), head: 5002, reset: true });
  expect(numbers(log)).toEqual(events(4953, 5003).map(({ seq }) => seq));
  expect(log.last).toBe(5003);
});

test("[M9] a reset of an empty conversation is empty", () => {
  expect(take(receive(emptyLog, event(7)), { events: [], head: 0, reset: true })).toMatchObject({
    events: [],
    last: 0,
  });
});

test("[M9] history goes before, and ends with number 1", () => {
  const log = take(emptyLog, { events: events(11, 20), head: 20, reset: true });
  expect(hasOlder(log)).toBe(true);
  const whole = prepend(log, { events: events(1, 12), head: 20 });
  expect(numbers(whole)).toEqual(events(1, 20).map(({ seq }) => seq));
  expect(hasOlder(whole)).toBe(false);
  const begun = prepend(log, { events: [], head: 20 });
  expect(hasOlder(begun)).toBe(false);
  expect(hasOlder(receive(begun, event(21)))).toBe(false);
});

test("history that leaves a gap is ignored", () => {
  const log = take(emptyLog, { events: events(11, 20), head: 20, reset: true });
  expect(prepend(log, { events: events(1, 9), head: 20 })).toBe(log);
});

test("[L1] whatever order, repetition and loss the pushes come in, one sync makes the log whole and ordered", () => {
  for (let round = 0; round < 300; round++) {
    let log: Log = emptyLog;
    const all = events(1, 30);
    for (let push = 0; push < 40; push++) {
      const next = all[Math.floor(Math.random() * all.length)];
      if (next) log = receive(log, next);
      const seen = numbers(log);
      expect(seen).toEqual(all.slice(0, seen.length).map(({ seq }) => seq));
    }
    log = take(log, { events: all.slice(log.last), head: 30 });
    expect(numbers(log)).toEqual(all.map(({ seq }) => seq));
    expect(log.early).toEqual([]);
  }
});
