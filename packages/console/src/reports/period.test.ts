import { expect, test } from "vitest";
import { bounds } from "./period.ts";

const noon = new Date(2026, 2, 31, 12).getTime();

test("today begins at midnight", () => {
  expect(bounds("today", noon)).toEqual({ from: new Date(2026, 2, 31).getTime(), to: noon });
});

test("seven and thirty days count today, also over a month's end and a change of the clock", () => {
  expect(bounds("week", noon).from).toBe(new Date(2026, 2, 25).getTime());
  expect(bounds("month", noon).from).toBe(new Date(2026, 2, 2).getTime());
});
