import type { Adherence, Hours } from "@parley/protocol";
import { openBetween } from "../../../team-hours.ts";
import type { StoredSpan } from "./stored.ts";

interface Span {
  from: number;
  to: number;
}

interface Worked extends Span {
  /** In the order in which they began. */
  spans: readonly StoredSpan[];
  hours?: Hours | undefined;
}

/** How somebody kept to their shifts. Pure. What two nodes saw at once counts once. */
export function kept({ spans, hours, from, to }: Worked): Adherence {
  const shifts = hours && openBetween(hours, { from, to });
  const away = new Map<string, number>();
  let [available, inShift, seenTo] = [0, 0, from];
  for (const span of spans) {
    const part = { from: Math.max(span.from, seenTo), to: Math.min(span.to, to) };
    const length = lengthOf(part);
    if (length === 0) continue;
    seenTo = part.to;
    if (span.availability === "available") {
      available += length;
      inShift += (shifts ?? []).reduce((sum, shift) => sum + lengthOf(common(shift, part)), 0);
    } else {
      const reason = span.reason ?? "";
      away.set(reason, (away.get(reason) ?? 0) + length);
    }
  }
  return {
    ...(shifts && { scheduled: shifts.reduce((sum, shift) => sum + lengthOf(shift), 0), kept: inShift }),
    available,
    away: [...away].map(([reason, time]) => ({ reason, time })).toSorted((one, other) => other.time - one.time),
  };
}

const lengthOf = ({ from, to }: Span) => Math.max(0, to - from);
const common = (one: Span, other: Span): Span => ({
  from: Math.max(one.from, other.from),
  to: Math.min(one.to, other.to),
});
