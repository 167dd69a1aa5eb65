import { expect, test } from "vitest";
import { DAY, daysFrom } from "./days.ts";

const at = (iso: string) => Date.parse(`${iso}:00Z`);

/** A zone, what happens there, where a report begins, and when the following days begin, in UTC. */
test.each([
  ["Asia/Shanghai", "nothing", "2026-03-27T16:00", ["2026-03-28T16:00", "2026-03-29T16:00"]],
  ["UTC", "nothing", "2026-03-28T00:00", ["2026-03-29T00:00", "2026-03-30T00:00"]],
  ["Asia/Kathmandu", "nothing, at a quarter", "2026-03-27T18:15", ["2026-03-28T18:15", "2026-03-29T18:15"]],
  ["Europe/Berlin", "an hour is left out", "2026-03-27T23:00", ["2026-03-28T23:00", "2026-03-29T22:00"]],
  ["Europe/Berlin", "an hour comes twice", "2026-10-23T22:00", ["2026-10-24T22:00", "2026-10-25T23:00"]],
  ["America/New_York", "an hour is left out", "2026-03-07T05:00", ["2026-03-08T05:00", "2026-03-09T04:00"]],
  ["America/New_York", "an hour comes twice", "2026-10-31T04:00", ["2026-11-01T04:00", "2026-11-02T05:00"]],
  ["Australia/Lord_Howe", "half an hour is left out", "2026-10-02T13:30", ["2026-10-03T13:30", "2026-10-04T13:00"]],
  ["America/Santiago", "there is no midnight", "2026-09-05T04:00", ["2026-09-06T04:00", "2026-09-07T03:00"]],
  ["America/Santiago", "the day before has 25 hours", "2026-04-04T03:00", ["2026-04-05T04:00", "2026-04-06T04:00"]],
  ["Africa/Cairo", "the first day has no midnight", "2026-04-23T22:00", ["2026-04-24T21:00", "2026-04-25T21:00"]],
  ["America/Havana", "midnight comes twice", "2026-10-31T04:00", ["2026-11-01T04:00", "2026-11-02T05:00"]],
  ["Pacific/Apia", "a day is left out", "2011-12-29T10:00", ["2011-12-30T10:00", "2011-12-31T10:00"]],
  ["Asia/Shanghai", "it begins in the afternoon", "2026-03-27T07:00", ["2026-03-27T16:00", "2026-03-28T16:00"]],
])("days in %s are the calendar's, where %s", (zone, _what, from, next) => {
  const starts = [from, ...next].map(at);
  const last = starts.at(-1) ?? 0;
  expect(daysFrom({ from: at(from), to: last + 3_600_000 }, zone)).toEqual(starts);
  // A day that begins where the report ends is not in it.
  expect(daysFrom({ from: at(from), to: last }, zone)).toEqual(starts.slice(0, -1));
});

test.each([undefined, "", "Nowhere/At_All", "__proto__", "constructor", "x".repeat(64)])(
  "in a zone called %j days have 24 hours",
  (zone) => {
    const from = at("2026-03-28T23:00");
    expect(daysFrom({ from, to: from + 2 * DAY + 1 }, zone)).toEqual([from, from + DAY, from + 2 * DAY]);
  },
);

test("a year of days over two changes of the clock is 365 days", () => {
  const [from, to] = [at("2025-12-31T23:00"), at("2026-12-31T23:00")];
  expect(daysFrom({ from, to }, "Europe/Berlin")).toHaveLength(365);
});
