import type { RoutingPolicy } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Day } from "./day.ts";
import { byPolicy, byPull, runDay, type Taken } from "./run.ts";

const MINUTE = 60_000;
export const USUAL: RoutingPolicy = {
  order: "oldest",
  tie: "idle",
  keepsSpecialists: true,
  lastFor: 0,
  ageing: 10 * MINUTE,
  reserveAfter: 5 * MINUTE,
  closed: [],
  overflow: [],
};
/** Seconds until an agent takes what they are asked to take, which is what offering costs. */
const TAKING = 8_000;

/** What is compared, by name. */
export const POLICIES: Readonly<Record<string, (day: Day) => Taken[]>> = {
  pull: (day) => runDay(day, byPull),
  offer: (day) => runDay(day, byPolicy(USUAL), TAKING),
  assign: (day) => runDay(day, byPolicy(USUAL)),
  "assign, due first": (day) => runDay(day, byPolicy({ ...USUAL, order: "due" })),
  "assign, last agent": (day) => runDay(day, byPolicy({ ...USUAL, lastFor: 2 * MINUTE })),
};

export interface Kept {
  /** Of a hundred, those whose promise was kept; who was never taken counts as broken. */
  kept: number;
  /** Seconds of waiting, of those who were taken. */
  wait: number;
}

export function measured({ arrivals }: Day, taken: readonly Taken[]): Kept {
  const inTime = taken.filter(({ arrival, at }) => at <= arrival.due).length;
  const waits = taken.reduce((sum, { arrival, at }) => sum + at - arrival.at, 0);
  return { kept: (100 * inTime) / arrivals.length, wait: waits / 1_000 / Math.max(1, taken.length) };
}
