import { expect, test } from "vitest";
import { nextOpening, readHours, spokenTime } from "./team-hours.ts";

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
  const hours = readHours(text);
  expect(hours && nextOpening({ hours, zone: shanghai }, at(now))?.at).toBe(at(expected));
});

test.each([
  ["mo-fr 09:00-18:00", "2026-11-30T09:00+08:00"],
  ["daily 22:00-06:00", "2026-12-01T03:00+08:00"],
  ["daily 00:00-24:00", "2026-12-01T23:59+08:00"],
])("with %s at %s somebody is there now", (text, now) => {
  const hours = readHours(text);
  expect(hours && nextOpening({ hours, zone: shanghai }, at(now))).toBeUndefined();
});

test("where the clock is changed the hours are those of the clock", () => {
  const hours = readHours("daily 09:00-18:00") ?? [];
  const next = nextOpening({ hours, zone: "Europe/Berlin" }, at("2026-10-24T20:00+02:00"));
  expect(next?.at).toBe(at("2026-10-25T09:00+01:00"));
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
  expect(say("2026-11-30T09:00+08:00", "zh-CN")).toBe("明天 09:00（GMT+8）");
  expect(say("2026-12-02T09:00+08:00", "zh-CN")).toBe("星期三 09:00（GMT+8）");
});
