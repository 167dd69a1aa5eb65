import * as v from "valibot";

const MIDNIGHT = 24 * 60;
const minute = v.pipe(
  v.number("must be hours such as 09:00-18:00"),
  v.integer("must be hours such as 09:00-18:00"),
  v.minValue(0, "must be hours such as 09:00-18:00"),
  v.maxValue(MIDNIGHT, "must be hours such as 09:00-18:00"),
);

/** From when until when somebody is there, in minutes since midnight. What goes on after midnight is two spans. */
export const Span = v.pipe(
  v.object({ from: minute, to: minute }),
  v.check(({ from, to }) => from < to, "must end after it begins"),
);
export type Span = v.InferOutput<typeof Span>;

const Spans = v.pipe(v.array(Span), v.maxLength(6, "at most 6"));
const Day = v.pipe(v.string("must be a date such as 2026-10-01"), v.isoDate("must be a date such as 2026-10-01"));

/** When people are there, by the clock of a time zone. */
export const Hours = v.object({
  zone: v.pipe(
    v.string("must be a time zone such as Asia/Shanghai"),
    v.check(isZone, "must be a time zone such as Asia/Shanghai"),
  ),
  /** For each day of the week, Sunday first. */
  week: v.pipe(v.array(Spans), v.length(7, "must have the seven days of a week")),
  /** Public holidays, and weekends that are worked for them, of a country, as far as they are known: mainland China's of 2026. */
  holidays: v.optional(v.picklist(["CN"], "must be one of CN")),
  /** Days that are not as others: holidays (no spans), and weekends on which people work. */
  dates: v.optional(
    v.pipe(
      v.array(
        v.object({
          date: Day,
          spans: Spans,
          name: v.optional(v.pipe(v.string(), v.maxLength(60, "at most 60 characters"))),
        }),
      ),
      v.maxLength(400, "at most 400"),
    ),
  ),
});
export type Hours = v.InferOutput<typeof Hours>;

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
