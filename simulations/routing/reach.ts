import type { Day } from "./day.ts";
import { canDo } from "./run.ts";

/** Of a hundred conversations, those for which somebody who can do them is on shift before they are due: no plan keeps more promises. */
export function reachOf({ arrivals, shifts }: Day): number {
  const able = arrivals.filter((one) =>
    shifts.some((shift) => shift.from <= one.due && shift.until > one.at && canDo(shift, one)),
  );
  return (100 * able.length) / arrivals.length;
}
