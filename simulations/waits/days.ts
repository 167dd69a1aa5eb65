import type { Random } from "../../tests/chaos/random.ts";
import { canDo } from "../routing/run.ts";
import { type Day, synthesise } from "../routing/day.ts";

const END = 12 * 60 * 60_000;

/** A day of few or many agents, with as much to do as they can just do, less, or more. Who has the last shift stays until nobody waits. */
export function randomDay(random: Random): Day {
  const agents = random.between(15, 45);
  const conversations = Math.round(agents * (35 + 20 * random.next()));
  const { arrivals, shifts } = synthesise(random, { agents, conversations, rush: 1 + 1.5 * random.next() });
  const late = shifts.filter(({ until }) => until === END);
  return {
    // Somebody comes for each in the end.
    arrivals: arrivals.filter((one) => late.some((shift) => canDo(shift, one))),
    shifts: shifts.map((shift) => (shift.until === END ? { ...shift, until: 2 * END } : shift)),
  };
}
