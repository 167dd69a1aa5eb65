import { expect, test } from "vitest";
import { isOpen, nextOpening, readHours, spokenTime } from "./team-hours.ts";

const shanghai = "Asia/Shanghai";
const at = (text: string) => Date.parse(text);

test.each([
  // A Sunday evening, a weekday's early morning, and after closing on a Saturday.
  ["mo-fr 09:00-18:00", "2026-11-29T20:00+08:00", "2026-11-30T09:00+08:00"],
  ["mo-fr 09:00-18:00, sa 10:00-16:00", "2026-12-01T06:30+08:00", "2026-12-01T09:00+08:00"],
  ["mo-fr 09:00-18:00; sa 10:00-16:00", "2026-12-05T16:00+08:00", "2026-12-07T09:00+08:00"],
  ["daily 9:00-12:00, daily 14:00-18:00", "2026-12-01T12:30+08:00", "2026-12-01T14:00+08:00"],
  ["daily 22:00-06:00", "2026-12-01T07:00+08:00", "2026-12-01T22:00+08:00"],
  ["fr-mo 10:00-11:00", "2026-12-01T10:30+08:00", "2026-12-04T10:00+08:00"],
  ["we 09:00-18:00", "2026-12-02T18:00+08:00", "2026-12-09T09:00+08:00"],
])("with %s at %s somebody is there at %s", (text, now, expected) => {
  const week = readHours(text);
  expect(week && nextOpening({ week, zone: shanghai }, at(now))?.at).toBe(at(expected));
});

test.each([
  ["mo-fr 09:00-18:00", "2026-11-30T09:00+08:00"],
  ["daily 22:00-06:00", "2026-12-01T03:00+08:00"],
  ["daily 00:00-24:00", "2026-12-01T23:59+08:00"],
])("with %s at %s somebody is there now", (text, now) => {
  const week = readHours(text);
  expect(week && nextOpening({ week, zone: shanghai }, at(now))).toBeUndefined();
});

test("where the clock is changed the hours are those of the clock", () => {
  const week = readHours("daily 09:00-18:00") ?? [];
  const next = nextOpening({ week, zone: "Europe/Berlin" }, at("2026-10-24T20:00+02:00"));
  expect(next?.at).toBe(at("2026-10-25T09:00+01:00"));
});

test.each([
  ["a holiday", { date: "2026-10-01", spans: [] }, "2026-09-30T19:00+08:00", "2026-10-02T09:00+08:00"],
  [
    "a weekend on which people work",
    { date: "2026-10-10", spans: [{ from: 540, to: 1080 }] },
    "2026-10-09T19:00+08:00",
    "2026-10-10T09:00+08:00",
  ],
  [
    "a shorter day",
    { date: "2026-12-31", spans: [{ from: 540, to: 720 }] },
    "2026-12-31T13:00+08:00",
    "2027-01-01T09:00+08:00",
  ],
])("on %s the hours are its own", (_kind, day, now, expected) => {
  const week = readHours("mo-fr 09:00-18:00") ?? [];
  expect(nextOpening({ week, zone: shanghai, dates: [day] }, at(now))?.at).toBe(at(expected));
});

test("a holiday of many days is over when it is, and a team without hours is never said to be there", () => {
  const week = readHours("mo-fr 09:00-18:00") ?? [];
  const dates = Array.from({ length: 9 }, (_, day) => ({ date: `2026-02-${14 + day}`, spans: [] }));
  expect(nextOpening({ week, zone: shanghai, dates }, at("2026-02-13T18:00+08:00"))?.at).toBe(
    at("2026-02-23T09:00+08:00"),
  );
  expect(nextOpening({ week: week.map(() => []), zone: shanghai }, at("2026-02-13T18:00+08:00"))).toBeUndefined();
});

test.each([
  "",
  "mo",
  "mo-fr",
  "mo-fr 9-18",
  "xx 09:00-18:00",
  "mo 25:00-26:00",
  "mo 09:61-10:00",
  "mo-fr 09:00-18:00,",
])("“%s” are no hours", (text) => expect(readHours(text)).toBeUndefined());

test("times are said as people say them", () => {
  const now = at("2026-11-29T20:00+08:00");
  const say = (text: string, locale: "en" | "zh-CN") => spokenTime({ at: at(text), now, zone: shanghai }, locale);
  expect(say("2026-11-29T21:00+08:00", "en")).toBe("today at 21:00 (GMT+8)");
  expect(say("2026-11-30T09:00+08:00", "en")).toBe("tomorrow at 09:00 (GMT+8)");
  expect(say("2026-12-02T09:00+08:00", "en")).toBe("on Wednesday at 09:00 (GMT+8)");
  expect(say("2026-12-09T09:00+08:00", "en")).toBe("on Wednesday, December 9 at 09:00 (GMT+8)");
  expect(say("2026-12-09T09:00+08:00", "zh-CN")).toBe("12月9日星期三 09:00（GMT+8）");
  expect(say("2026-11-30T09:00+08:00", "zh-CN")).toBe("明天 09:00（GMT+8）");
  expect(say("2026-12-02T09:00+08:00", "zh-CN")).toBe("星期三 09:00（GMT+8）");
});

test.each([
  ["a holiday", "2026-10-01T10:00+08:00", false],
  ["the day after the holidays", "2026-10-08T10:00+08:00", true],
  ["a weekend", "2026-11-28T10:00+08:00", false],
  ["a Saturday that is worked for a holiday", "2026-10-10T10:00+08:00", true],
  ["the evening of such a Saturday", "2026-10-10T19:00+08:00", false],
  ["a holiday on which the operator works", "2026-05-01T10:00+08:00", true],
  ["a day of a year whose holidays are not known", "2029-10-01T10:00+08:00", true],
])("with China's public holidays, on %s (%s) somebody is there: %s", (_, now, expected) => {
  const week = readHours("mo-fr 09:00-18:00") ?? [];
  const dates = [{ date: "2026-05-01", spans: [{ from: 540, to: 1080 }] }];
  expect(isOpen({ week, zone: shanghai, holidays: "CN", dates }, at(now))).toBe(expected);
});

test("who looks before the Spring Festival is told the Saturday that is worked, or the day after the festival", () => {
  const hours = { week: readHours("mo-fr 09:00-18:00") ?? [], zone: shanghai, holidays: "CN" as const };
  expect(nextOpening(hours, at("2026-02-13T20:00+08:00"))?.at).toBe(at("2026-02-14T09:00+08:00"));
  expect(nextOpening(hours, at("2026-02-14T20:00+08:00"))?.at).toBe(at("2026-02-24T09:00+08:00"));
});
