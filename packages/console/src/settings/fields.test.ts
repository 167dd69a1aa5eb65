import { expect, test } from "vitest";
import { readDates, readSpans } from "./fields.tsx";

test("hours are read as people write them, in both languages; what cannot be read is refused by the engine", () => {
  expect(readSpans("09:00-12:00, 13:30-18:00")).toEqual([
    { from: 540, to: 720 },
    { from: 810, to: 1080 },
  ]);
  expect(readSpans("9：00–18：00，19:00~20:00")).toEqual([
    { from: 540, to: 1080 },
    { from: 1140, to: 1200 },
  ]);
  expect(readSpans("")).toEqual([]);
  expect(readSpans("nine")).toEqual([{ from: -1, to: -1 }]);
});

test("a day without hours is a holiday, one with hours is a day on which people work", () => {
  expect(readDates("2026-10-01 National Day\n\n2026-10-10 09:00-18:00 调休")).toEqual([
    { date: "2026-10-01", spans: [], name: "National Day" },
    { date: "2026-10-10", spans: [{ from: 540, to: 1080 }], name: "调休" },
  ]);
});
