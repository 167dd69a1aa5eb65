const FIRST = 500;
const LONGEST = 30_000;

/** How long to wait before the next try: 0.5 s doubling to 30 s, with full jitter (SPEC M11). Milliseconds; `chance` is from 0 to 1. */
export const backOff = (failures: number, chance = Math.random()): number =>
  chance * Math.min(LONGEST, FIRST * 2 ** failures);
