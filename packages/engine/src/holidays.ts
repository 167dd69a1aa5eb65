import type { HOLIDAY_YEARS } from "@parley/protocol";

/** A day that is not as others of its week: nobody works, or people work although it is a weekend. */
export interface PublicDay {
  off: boolean;
  name: string;
}

/** Countries whose holidays are known here, as they were published. Years that are not known are as the week says, and as operators write them. */
export type HolidayCalendar = keyof typeof HOLIDAY_YEARS;

type Entry = readonly [name: string, from: string, to: string, worked: readonly string[]];

/** Mainland China, as the State Council's notice of 4 November 2025 has it: days off, and weekends on which people work for them. */
const CN: readonly Entry[] = [
  ["元旦", "2026-01-01", "2026-01-03", ["2026-01-04"]],
  ["春节", "2026-02-15", "2026-02-23", ["2026-02-14", "2026-02-28"]],
  ["清明节", "2026-04-04", "2026-04-06", []],
  ["劳动节", "2026-05-01", "2026-05-05", ["2026-05-09"]],
  ["端午节", "2026-06-19", "2026-06-21", []],
  ["中秋节", "2026-09-25", "2026-09-27", []],
  ["国庆节", "2026-10-01", "2026-10-07", ["2026-09-20", "2026-10-10"]],
];

const CALENDARS: Readonly<Record<HolidayCalendar, ReadonlyMap<string, PublicDay>>> = { CN: daysOf(CN) };

/** What a date, such as 2026-10-01, is in a calendar; nothing where it is a day as others. */
export const publicDay = (calendar: HolidayCalendar, date: string): PublicDay | undefined =>
  CALENDARS[calendar].get(date);

function daysOf(entries: readonly Entry[]): ReadonlyMap<string, PublicDay> {
  return new Map(
    entries.flatMap(([name, from, to, worked]): [string, PublicDay][] => [
      ...between(from, to).map((date): [string, PublicDay] => [date, { off: true, name }]),
      ...worked.map((date): [string, PublicDay] => [date, { off: false, name }]),
    ]),
  );
}

/** The dates from one to another, both among them. */
function between(from: string, to: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  const DAY = 86_400_000;
  return Array.from({ length: (last - first) / DAY + 1 }, (_, day) =>
    new Date(first + day * DAY).toISOString().slice(0, 10),
  );
}
