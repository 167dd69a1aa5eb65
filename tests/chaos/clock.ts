import type { Random } from "./random.ts";

const HOUR = 3_600_000;
/** How often a clock is set anew when it is looked at. */
const SET_ANEW = 0.05;

/** A client's clock: right, an hour late or an hour early, and set anew now and then. */
export function createClock(random: Random): () => number {
  const set = () => random.pick([-HOUR, 0, HOUR]);
  let offset = set();
  return () => {
    if (random.chance(SET_ANEW)) offset = set();
    return Date.now() + offset;
  };
}
