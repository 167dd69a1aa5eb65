import { expect, test } from "vitest";
import { createTimeSlices, inSlices } from "./time-slices.ts";

function busy(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Counts the turns of the event loop until it is told to stop. */
function countTurns() {
  let turns = 0;
  let counting = true;
  const count = () => {
    turns += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  return () => {
    counting = false;
    return turns;
  };
}

test("many jobs at once are done in order, and leave turns to everything else", async () => {
  const slices = createTimeSlices();
  const order: number[] = [];
  const turns = countTurns();
  const jobs = Array.from({ length: 60 }, (_, at) => slices.run(() => (busy(1), order.push(at), at)));
  expect(await Promise.all(jobs)).toEqual(Array.from({ length: 60 }, (_, at) => at));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(turns()).toBeGreaterThanOrEqual(12);
});

test("a job that throws rejects its own promise and no other", async () => {
  const slices = createTimeSlices();
  const broken = slices.run(() => {
    throw new Error("broken");
  });
  await expect(broken).rejects.toThrow("broken");
  expect(await slices.run(() => 1)).toBe(1);
});

test("a long list is visited in slices", async () => {
  const turns = countTurns();
  const visited: number[] = [];
  await inSlices([1, 2, 3, 4, 5, 6], (item) => {
    busy(5);
    visited.push(item);
  });
  expect(visited).toEqual([1, 2, 3, 4, 5, 6]);
  expect(turns()).toBeGreaterThanOrEqual(5);
});
