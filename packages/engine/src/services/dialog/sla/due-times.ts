import { type Hours, PROMISES, type PromiseOf, type SlaPolicy } from "@parley/protocol";
import { openings } from "../../../team-hours.ts";
import type { ServiceFacts } from "./facts.ts";

/** How a promise stands that counts, or waits to count on. Times are milliseconds. */
export interface DueTime {
  of: PromiseOf;
  /** Since when it counts. */
  from: number;
  /** Until when it is to be kept, and from when on there is a warning; absent while it does not count, or if nobody is ever there. */
  at?: number;
  near?: number;
  /** What is left of it; less than 0: it is missed. */
  left: number;
}

const MINUTE = 60_000;
/** Longer than nobody is there for. */
const AHEAD = 400;

interface Run {
  from: number;
  to: number;
}

/**
 * Until when what a policy promises is to be kept, by what happened until now. Pure. `hours`: when time counts; always, without. Time does not
 * count while the visitor is awaited or the conversation is put aside, and what counts is measured by the policy as it is now.
 */
export function dueTimes(
  facts: ServiceFacts,
  { minutes, warnAt }: Pick<SlaPolicy, "minutes" | "warnAt">,
  hours: Hours | undefined,
  now: number,
): DueTime[] {
  if (facts.endedAt !== undefined) return [];
  return PROMISES.flatMap((of) => {
    const from = beganAt(facts, of);
    const promised = minutes[of];
    if (from === undefined || promised === undefined) return [];
    const length = promised * MINUTE;
    const runs = runsSince(from, facts);
    const left = length - countedIn(runs, hours, now);
    if (facts.pausedAt !== undefined) return [{ of, from, left }];
    const at = momentOf(length, runs, hours);
    const near = warnAt === undefined ? undefined : momentOf(length * warnAt, runs, hours);
    return [{ of, from, left, ...(at !== undefined && { at }), ...(near !== undefined && { near }) }];
  });
}

/** When a promise that is over would have been due. */
export function dueOf(
  { of, from, to }: { of: PromiseOf; from: number; to: number },
  facts: ServiceFacts,
  { minutes }: Pick<SlaPolicy, "minutes">,
  hours: Hours | undefined,
): number | undefined {
  const promised = minutes[of];
  // A pause that is on began with what ended it, or was on already where it had been put aside.
  const { pausedAt, ...known } = facts;
  const wasPaused = pausedAt !== undefined && pausedAt < to;
  const before = wasPaused ? { ...known, pauses: [...known.pauses, [pausedAt, to] as [number, number]] } : known;
  return promised === undefined ? undefined : momentOf(promised * MINUTE, runsSince(from, before), hours);
}

function beganAt({ wantedAt, repliedAt, askedAt }: ServiceFacts, of: PromiseOf): number | undefined {
  if (of === "resolution") return wantedAt;
  if (of === "nextReply") return askedAt;
  return repliedAt === undefined ? wantedAt : undefined;
}

/** When it counted, the last of which is still on unless it is paused. */
function runsSince(from: number, { pauses, pausedAt }: ServiceFacts): Run[] {
  const runs: Run[] = [];
  let begins = from;
  for (const [paused, resumed] of pauses) {
    if (resumed <= begins) continue;
    if (paused > begins) runs.push({ from: begins, to: paused });
    begins = Math.max(begins, resumed);
  }
  const to = pausedAt ?? Infinity;
  return to > begins ? [...runs, { from: begins, to }] : runs;
}

/** What of a run is within hours. */
function* openIn(run: Run, hours: Hours | undefined): Generator<Run> {
  if (!hours) return yield run;
  for (const { from, to } of openings(hours, run.from, AHEAD)) {
    if (from >= run.to) return;
    yield { from, to: Math.min(to, run.to) };
  }
}

function countedIn(runs: readonly Run[], hours: Hours | undefined, now: number): number {
  let sum = 0;
  for (const run of runs) {
    if (run.from >= now) break;
    const until = { from: run.from, to: Math.min(run.to, now) };
    for (const { from, to } of openIn(until, hours)) sum += to - from;
  }
  return sum;
}

/** When so many milliseconds have counted; nothing where that never comes. */
function momentOf(length: number, runs: readonly Run[], hours: Hours | undefined): number | undefined {
  let left = length;
  for (const run of runs) {
    for (const { from, to } of openIn(run, hours)) {
      if (to - from >= left) return Math.round(from + left);
      left -= to - from;
    }
  }
  return undefined;
}
