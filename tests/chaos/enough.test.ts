import { expect, test } from "vitest";
import { type Happened, tooLittle } from "./enough.ts";

const full: Happened = {
  seconds: 60,
  deliveries: 10_000,
  planned: { "kill node": 30, "cut links": 8 },
  byKind: { "kill node": 30, "cut links": 5 },
};

test("a full run with 35 faults and 10,000 deliveries is enough", () => {
  expect(tooLittle(full)).toEqual([]);
});

test("a full run with fewer of either is not, however long it was", () => {
  expect(tooLittle({ ...full, deliveries: 9_999 })).toEqual(["9999 deliveries are too few, 10000 are asked for"]);
  const byKind = { "kill node": 30, "cut links": 4 };
  expect(tooLittle({ ...full, byKind })).toEqual(["34 faults are too few, 35 are asked for"]);
  expect(tooLittle({ ...full, seconds: 600, deliveries: 9_999 })).toHaveLength(1);
});

test("a shorter run must reach a part that goes by its seconds", () => {
  const short: Happened = { seconds: 20, deliveries: 333, planned: {}, byKind: { "kill node": 5 } };
  expect(tooLittle(short)).toEqual([]);
  expect(tooLittle({ ...short, deliveries: 332, byKind: { "kill node": 4 } })).toHaveLength(2);
});

test("a kind of fault that was planned twice and never came about leaves a hole in the proof", () => {
  const byKind = { "kill node": 40 };
  expect(tooLittle({ ...full, byKind })).toEqual(["cut links was planned 8 times and never came about"]);
  expect(tooLittle({ ...full, planned: { "cut links": 1 }, byKind })).toEqual([]);
});
