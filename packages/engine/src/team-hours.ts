import { TZDate } from "@date-fns/tz";
import type { Hours, Span } from "@parley/protocol";
import { publicDay } from "./holidays.ts";

/** When somebody will be there, seen from now, by the clock of a time zone. */
export interface Opening {
  at: number;
  now: number;
  zone: string;
}

const DAYS = ["su", "mo", "tu", "we", "th", "fr", "sa"];
const ENTRY =
  /^(?:(?<first>[a-z]{2})(?:-(?<last>[a-z]{2}))?|daily)\s+(?<from>\d{1,2}:\d{2})\s*-\s*(?<to>\d{1,2}:\d{2})$/;
const MIDNIGHT = 24 * 60;

/**
 * Reads hours such as `mo-fr 09:00-18:00, sa 10:00-16:00` or `daily 22:00-06:00`, which goes on after midnight. Nothing if they
 * cannot be read.
 */
export function readHours(text: string): Hours["week"] | undefined {
  const week: Span[][] = DAYS.map(() => []);
  for (const entry of text.toLowerCase().split(/[,;]/)) {
    const span = spanOf(entry.trim());
    if (!span) return undefined;
    for (const day of span.days) {
      const overnight = span.to <= span.from;
      week[day]?.push({ from: span.from, to: overnight ? MIDNIGHT : span.to });
      if (overnight) week[(day + 1) % 7]?.push({ from: 0, to: span.to });
    }
  }
  return week;
}

function spanOf(entry: string) {
  const groups = ENTRY.exec(entry)?.groups;
  if (!groups) return undefined;
  const { first, last = first, from, to } = groups;
  const days = first && last ? daysBetween(first, last) : DAYS.map((_, day) => day);
  const [begins, ends] = [minutesOf(from), minutesOf(to)];
  return days && begins < MIDNIGHT && ends <= MIDNIGHT ? { days, from: begins, to: ends } : undefined;
}

/** Minutes since midnight; infinitely many where there is no such time. */
function minutesOf(time = ""): number {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return minute < 60 ? hour * 60 + minute : Infinity;
}

function daysBetween(first: string, last: string): number[] | undefined {
  const [start, end] = [DAYS.indexOf(first), DAYS.indexOf(last)];
  if (start < 0 || end < 0) return undefined;
  return Array.from({ length: ((end - start + 7) % 7) + 1 }, (_, step) => (start + step) % 7);
}

/** Days that are looked through: longer than any holiday. */
const AHEAD = 60;

const minutesAt = (time: TZDate) => time.getHours() * 60 + time.getMinutes();
/** What is written for a date is before what is known of public holidays, and that before the week. */
const spansAt = (hours: Hours, day: TZDate): readonly Span[] =>
  hours.dates?.find(({ date }) => date === dateOf(day))?.spans ??
  onPublicDay(hours, day) ??
  hours.week[day.getDay()] ??
  [];

/** On a weekend that is worked people are there as on the first day of the week on which they are. */
function onPublicDay({ holidays, week }: Hours, day: TZDate): readonly Span[] | undefined {
  const known = holidays && publicDay(holidays, dateOf(day));
  if (!known) return undefined;
  return known.off ? [] : week.slice(1, 6).find((spans) => spans.length > 0);
}

/** Whether somebody is to be there now. */
export function isOpen(hours: Hours, now: number): boolean {
  const time = new TZDate(now, hours.zone);
  const minutes = minutesAt(time);
  return spansAt(hours, time).some(({ from, to }) => minutes >= from && minutes < to);
}

/** When somebody is there next; nothing if somebody is there now, or nobody within two months. */
export function nextOpening(hours: Hours, now: number): Opening | undefined {
  if (isOpen(hours, now)) return undefined;
  const { zone } = hours;
  const today = new TZDate(now, zone);
  const minutes = minutesAt(today);
  for (let ahead = 0; ahead <= AHEAD; ahead += 1) {
    const day = [today.getFullYear(), today.getMonth(), today.getDate() + ahead] as const;
    const begins = spansAt(hours, new TZDate(...day, 12, 0, zone)).map(({ from }) => from);
    const next = begins.filter((from) => ahead > 0 || from > minutes);
    if (next.length > 0) return { at: new TZDate(...day, 0, Math.min(...next), zone).getTime(), now, zone };
  }
  return undefined;
}

/** When somebody is there, from a time on: one opening after the other, up to `days` ahead. Openings that meet are told apart. */
export function* openings(hours: Hours, from: number, days: number): Generator<{ from: number; to: number }> {
  const spansOn = daysOf(hours);
  // Wherever one is, their day is that of UTC, or the one before or after it.
  const today = Math.floor(from / DAY);
  let last = from;
  for (let day = today - 1; day <= today + days + 1; day += 1) {
    for (const { from: opens, to } of spansOn(day)) {
      const begins = Math.max(last, opens);
      if (begins >= to) continue;
      yield { from: begins, to };
      last = to;
    }
  }
}

/** The openings between two times, cut to these. */
export function openBetween(hours: Hours, { from, to }: { from: number; to: number }): Opened {
  const within = [...openings(hours, from, Math.ceil((to - from) / DAY))].filter((opening) => opening.from < to);
  return within.map((opening) => ({ from: opening.from, to: Math.min(opening.to, to) }));
}

const DAY = MIDNIGHT * 60_000;
/** Of so many hours it is known when people are there, and of each for so many days: clocks of zones are slow to ask. */
const KNOWN_HOURS = 500;
const KNOWN_DAYS = 5_000;

type Opened = readonly { from: number; to: number }[];
type SpansOn = (day: number) => Opened;
const daysKnown = new Map<string, SpansOn>();
/** The same by the object, so that it is not written out each time. */
const daysOfObject = new WeakMap<Hours, SpansOn>();

/** Says when people are there on a day of their calendar, which is told by its number since 1970. */
function daysOf(hours: Hours): SpansOn {
  const same = daysOfObject.get(hours);
  if (same) return same;
  const key = JSON.stringify(hours);
  const found = daysKnown.get(key) ?? remembering(hours);
  if (daysKnown.size >= KNOWN_HOURS) daysKnown.clear();
  daysKnown.set(key, found);
  daysOfObject.set(hours, found);
  return found;
}

function remembering(hours: Hours): SpansOn {
  const known = new Map<number, Opened>();
  return (day) => {
    const before = known.get(day);
    if (before) return before;
    const spans = spansOn(hours, day);
    if (known.size >= KNOWN_DAYS) known.clear();
    known.set(day, spans);
    return spans;
  };
}

function spansOn(hours: Hours, day: number): Opened {
  const { zone } = hours;
  const utc = new Date(day * DAY);
  const date = [utc.getUTCFullYear(), utc.getUTCMonth(), utc.getUTCDate()] as const;
  const at = (minutes: number) => new TZDate(...date, 0, minutes, zone).getTime();
  return spansAt(hours, new TZDate(...date, 12, 0, zone))
    .toSorted((one, other) => one.from - other.from)
    .map(({ from, to }) => ({ from: at(from), to: at(to) }));
}

const two = (number: number) => `${number}`.padStart(2, "0");
const dateOf = (day: TZDate) => `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;

/** A time as people say it who look at their own calendar: “tomorrow at 09:00 (GMT+8)”, 明天 09:00（GMT+8）. */
export function spokenTime({ at, now, zone }: Opening, locale: "en" | "zh-CN"): string {
  const [then, today] = [new TZDate(at, zone), new TZDate(now, zone)];
  const days = Math.round((then.setHours(12, 0, 0, 0) - today.setHours(12, 0, 0, 0)) / (MIDNIGHT * 60_000));
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const time = format({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(at);
  const offset = format({ timeZoneName: "shortOffset" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  // A weekday alone would be the next one of that name.
  const far = days > 6 && ({ month: "long", day: "numeric" } as const);
  const weekday = format({ weekday: "long", ...far }).format(at);
  if (locale === "zh-CN") return `${["今天", "明天"][days] ?? weekday} ${time}（${offset}）`;
  return `${["today", "tomorrow"][days] ?? `on ${weekday}`} at ${time} (${offset})`;
}
