import type { Hours } from "@parley/protocol";
import { expect, test } from "vitest";
import { dueTimes } from "./due-times.ts";
import type { ServiceFacts } from "./facts.ts";

const MINUTE = 60_000;
const all = { minutes: { firstReply: 10, nextReply: 20, resolution: 240 }, warnAt: 0.8 };
const facts = (given: Partial<ServiceFacts> & { wantedAt: number }): ServiceFacts => ({
  pauses: [],
  told: [],
  done: [],
  ...given,
});
const at = (time: string) => Date.parse(time);
const nine = { from: 540, to: 1080 };
const week = (...days: { from: number; to: number }[][]): Hours["week"] => days;
const shop: Hours = { zone: "Asia/Shanghai", week: week([], [nine], [nine], [nine], [nine], [nine], []) };
const dueOf = (of: string, given: ServiceFacts, hours?: Hours, policy = all) => {
  const due = dueTimes(given, policy, hours, given.wantedAt).find((one) => one.of === of);
  return due?.at === undefined ? undefined : new Date(due.at).toISOString();
};

// A Wednesday, 10:00 in Shanghai.
const ten = at("2026-11-25T02:00:00Z");

test("[A2] until a person answers the first reply and the end count, each from when a person was wanted", () => {
  expect(dueTimes(facts({ wantedAt: ten }), all, undefined, ten + 3 * MINUTE)).toEqual([
    { of: "firstReply", from: ten, left: 7 * MINUTE, at: ten + 10 * MINUTE, near: ten + 8 * MINUTE },
    { of: "resolution", from: ten, left: 237 * MINUTE, at: ten + 240 * MINUTE, near: ten + 192 * MINUTE },
  ]);
});

test("[A2] what is not promised has no time, and what has ended neither", () => {
  expect(dueTimes(facts({ wantedAt: ten }), { minutes: {} }, undefined, ten)).toEqual([]);
  expect(dueTimes(facts({ wantedAt: ten, endedAt: ten + 1 }), all, undefined, ten)).toEqual([]);
});

test("[A3] while the visitor is awaited nothing is due, and what is left stays", () => {
  const answered = facts({ wantedAt: ten, repliedAt: ten + 5 * MINUTE, pausedAt: ten + 5 * MINUTE });
  const due = dueTimes(answered, all, undefined, ten + 500 * MINUTE);
  expect(due).toEqual([{ of: "resolution", from: ten, left: 235 * MINUTE }]);
});

test("[A3] a pause moves the end by its length, and a reply that is asked for after it counts from then", () => {
  const asked = ten + 65 * MINUTE;
  const again = facts({
    wantedAt: ten,
    repliedAt: ten + 5 * MINUTE,
    askedAt: asked,
    pauses: [[ten + 5 * MINUTE, asked]],
  });
  expect(dueOf("nextReply", again)).toBe(new Date(asked + 20 * MINUTE).toISOString());
  expect(dueOf("resolution", again)).toBe(new Date(ten + 300 * MINUTE).toISOString());
});

test("[A3] what is put aside while an answer is awaited has so much more time for it", () => {
  const asleep = facts({ wantedAt: ten, pauses: [[ten + 4 * MINUTE, ten + 64 * MINUTE]] });
  expect(dueOf("firstReply", asleep)).toBe(new Date(ten + 70 * MINUTE).toISOString());
});

test("[A2] what is missed has less than nothing left", () => {
  expect(dueTimes(facts({ wantedAt: ten }), all, undefined, ten + 30 * MINUTE)[0]?.left).toBe(-20 * MINUTE);
});

test.each([
  ["within a day", "2026-11-25T02:00:00Z", 240, "2026-11-25T06:00:00.000Z"],
  ["over an evening", "2026-11-25T09:30:00Z", 60, "2026-11-26T01:30:00.000Z"],
  ["from the night on", "2026-11-25T18:00:00Z", 60, "2026-11-26T02:00:00.000Z"],
  ["over a weekend", "2026-11-27T09:00:00Z", 120, "2026-11-30T02:00:00.000Z"],
  ["up to the last minute", "2026-11-25T09:00:00Z", 60, "2026-11-25T10:00:00.000Z"],
  ["over several days", "2026-11-25T01:00:00Z", 3 * 540, "2026-11-27T10:00:00.000Z"],
])("[A2] in hours time counts %s", (_, from, resolution, due) => {
  const policy = { ...all, minutes: { ...all.minutes, resolution } };
  expect(dueOf("resolution", facts({ wantedAt: at(from) }), shop, policy)).toBe(due);
});

test("[A2] public holidays do not count, and a weekend that is worked does", () => {
  // The first week of October 2026 is off; Saturday the 10th is worked.
  const china = { ...shop, holidays: "CN" as const };
  const policy = { ...all, minutes: { ...all.minutes, resolution: 60 } };
  expect(dueOf("resolution", facts({ wantedAt: at("2026-09-30T09:30:00Z") }), china, policy)).toBe(
    "2026-10-08T01:30:00.000Z",
  );
  expect(dueOf("resolution", facts({ wantedAt: at("2026-10-09T09:30:00Z") }), china, policy)).toBe(
    "2026-10-10T01:30:00.000Z",
  );
});

test("[A2] a day of its own counts as it is written", () => {
  const short = { ...shop, dates: [{ date: "2026-11-25", spans: [{ from: 540, to: 620 }] }] };
  expect(dueOf("resolution", facts({ wantedAt: ten }), short)).toBe("2026-11-26T04:40:00.000Z");
});

test("[A2] what goes on after midnight counts as one", () => {
  const night = [
    { from: 0, to: 360 },
    { from: 1320, to: 1440 },
  ];
  const nights: Hours = { zone: "Europe/Berlin", week: week(night, night, night, night, night, night, night) };
  const late = facts({ wantedAt: at("2026-11-25T22:00:00Z") });
  expect(dueOf("resolution", late, nights)).toBe("2026-11-26T02:00:00.000Z");
});

test("[A2] the night in which clocks change has an hour more, or less", () => {
  const always: Hours = {
    zone: "Europe/Berlin",
    week: week(...Array.from({ length: 7 }, () => [{ from: 0, to: 1440 }])),
  };
  for (const night of ["2026-10-24T22:00:00Z", "2026-03-28T23:00:00Z"])
    expect(dueOf("resolution", facts({ wantedAt: at(night) }), always)).toBe(
      new Date(at(night) + 240 * MINUTE).toISOString(),
    );
  // Six hours by the clock that night, in which an hour comes twice.
  const early: Hours = {
    zone: "Europe/Berlin",
    week: week(...Array.from({ length: 7 }, () => [{ from: 0, to: 360 }])),
  };
  const policy = { ...all, minutes: { ...all.minutes, resolution: 420 } };
  expect(dueOf("resolution", facts({ wantedAt: at("2026-10-24T22:00:00Z") }), early, policy)).toBe(
    "2026-10-25T05:00:00.000Z",
  );
});

test.each([
  ["Pacific/Kiritimati", "2026-11-25T10:00:00Z", "2026-11-25T20:00:00.000Z"],
  ["Pacific/Niue", "2026-11-25T03:59:00Z", "2026-11-25T04:59:00.000Z"],
  ["Pacific/Niue", "2026-11-25T04:30:00Z", "2026-11-25T20:30:00.000Z"],
])("[A2] at the ends of the world, in %s, it is the day of its own calendar that counts", (zone, from, due) => {
  const there: Hours = { zone, week: week(...Array.from({ length: 7 }, () => [nine])) };
  const policy = { ...all, minutes: { ...all.minutes, resolution: 60 } };
  expect(dueOf("resolution", facts({ wantedAt: at(from) }), there, policy)).toBe(due);
});

test("[A3] a pause outside hours costs nothing, one within them is added", () => {
  const evening: [number, number] = [at("2026-11-25T10:00:00Z"), at("2026-11-26T00:30:00Z")];
  const noon: [number, number] = [at("2026-11-26T02:00:00Z"), at("2026-11-26T04:00:00Z")];
  const wanted = at("2026-11-25T09:00:00Z");
  expect(dueOf("resolution", facts({ wantedAt: wanted, pauses: [evening] }), shop)).toBe("2026-11-26T04:00:00.000Z");
  expect(dueOf("resolution", facts({ wantedAt: wanted, pauses: [evening, noon] }), shop)).toBe(
    "2026-11-26T06:00:00.000Z",
  );
});

test("[A2] a policy that changes holds from the beginning on", () => {
  const waiting = facts({ wantedAt: ten });
  expect(dueOf("firstReply", waiting, undefined, { ...all, minutes: { ...all.minutes, firstReply: 2 } })).toBe(
    new Date(ten + 2 * MINUTE).toISOString(),
  );
});

test("[A2] where nobody is ever there nothing is ever due", () => {
  const never: Hours = { zone: "UTC", week: week([], [], [], [], [], [], []) };
  expect(dueTimes(facts({ wantedAt: ten }), all, never, ten)[0]).toEqual({
    of: "firstReply",
    from: ten,
    left: 10 * MINUTE,
  });
});
