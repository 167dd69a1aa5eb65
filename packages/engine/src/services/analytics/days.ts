import { TZDate } from "@date-fns/tz";
import { isZone } from "@parley/protocol";

interface Span {
  from: number;
  to: number;
}

export const DAY = 24 * 3_600_000;

/** The beginnings of equal steps from `from` on and before `to`. */
export function stepsFrom({ from, to }: Span, step: number): number[] {
  return Array.from({ length: Math.ceil((to - from) / step) }, (_, index) => from + index * step);
}

/**
 * `from`, and the beginnings of the days of a time zone after it and before `to`: days are of 23 or 25 hours where the clock is
 * changed, begin at one where there is no midnight, and may be missing altogether. Of 24 hours in a zone that is not known.
 */
export function daysFrom({ from, to }: Span, zone: string | undefined): number[] {
  if (zone === undefined || !isZone(zone)) return stepsFrom({ from, to }, DAY);
  const first = new TZDate(from, zone);
  const starts = [from];
  for (let day = 1; ; day++) {
    const start = new TZDate(first.getFullYear(), first.getMonth(), first.getDate() + day, zone).getTime();
    if (start >= to) return starts;
    if (start > (starts.at(-1) ?? from)) starts.push(start);
  }
}
