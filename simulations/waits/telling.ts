import { type Expected, expectedWaits, LATELY } from "../../packages/engine/src/services/dialog/routing/expect.ts";
import type { RoutableAgent } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Arrival, Day } from "../routing/day.ts";
import { type Giving, runDay } from "../routing/run.ts";
import type { Way } from "./ways.ts";

/** Milliseconds after which who waits is told again, and then each time that they have waited twice as long. */
const AGAIN = 4 * 60_000;

/** What somebody is told who waits, and what comes of it. */
export interface Told {
  place: number;
  priority: number;
  /** For how long they have waited by then. */
  waited: number;
  /** Absent: nothing can be said. */
  expected?: Expected | undefined;
  /** For how long they wait from then on; for ever, who is never taken. */
  rest: number;
}

type Moment = Parameters<Giving>[0];

/** Goes through a day, and tells those who wait when they will be taken. */
export function tellThrough(day: Day, way: Way): Told[] {
  const given = new Map(day.shifts.map(({ id }) => [id, [] as number[]]));
  const next = new Map<string, number>();
  const said: { one: Arrival; at: number; place: number; expected: Expected | undefined }[] = [];

  function tell(waiting: readonly Arrival[], agents: readonly RoutableAgent[], now: number): void {
    const due = waiting.filter(({ id }) => now >= (next.get(id) ?? 0));
    if (due.length === 0) return;
    const paces = agents.map(({ id, load }) => ({
      agentId: id,
      held: load,
      given: (given.get(id) ?? []).filter((at) => at > now - LATELY),
    }));
    const expected = expectedWaits({ now, agents, policy: way.policy, waiting: waiting.map(way.seen) }, paces);
    for (const one of due) {
      next.set(one.id, now + Math.max(AGAIN, now - one.at));
      said.push({ one, at: now, place: 1 + waiting.indexOf(one), expected: expected.get(one.id) });
    }
  }

  const taken = runDay(day, (moment: Moment) => {
    const { now, waiting, agents } = moment;
    const made = way.give(moment);
    const loads = new Map(agents.map(({ id, load }) => [id, load]));
    for (const { agentId } of made) {
      loads.set(agentId, 1 + (loads.get(agentId) ?? 0));
      given.get(agentId)?.push(now);
    }
    const gone = new Set(made.map(({ conversationId }) => conversationId));
    tell(
      waiting.filter(({ id }) => !gone.has(id)),
      agents.map((agent) => ({ ...agent, load: loads.get(agent.id) ?? 0 })),
      now,
    );
    return made;
  });
  const takenAt = new Map(taken.map(({ arrival, at }) => [arrival.id, at]));
  return said.map(({ one, at, place, expected }) => ({
    place,
    priority: one.vip ? 4 : one.priority,
    waited: at - one.at,
    expected,
    rest: (takenAt.get(one.id) ?? Infinity) - at,
  }));
}
