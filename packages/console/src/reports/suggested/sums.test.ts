import { expect, test } from "vitest";
import { repliesOf, summed, takenOf } from "./sums.ts";

const day = (inboxId: string, first: number, second: number, other: number) => ({
  day: "2026-01-31",
  inboxId,
  first,
  second,
  third: 0,
  changed: 1,
  other,
});

test("days are added up, of each inbox and of all", () => {
  const { all, inboxes } = summed([day("web", 6, 1, 2), day("web", 4, 0, 1), day("shop", 0, 0, 4)]);
  expect(all).toEqual({ first: 10, second: 1, third: 0, changed: 3, other: 7 });
  expect(inboxes.get("web")).toEqual({ first: 10, second: 1, third: 0, changed: 2, other: 3 });
  expect([repliesOf(all), takenOf(all)]).toEqual([21, 11]);
});

test("where nothing was suggested there is nothing to show", () => {
  expect(repliesOf(summed([]).all)).toBe(0);
});
