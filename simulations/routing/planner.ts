import type { RoutableAgent } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Arrival, Day } from "./day.ts";
import { measured } from "./policies.ts";
import { canDo, type Giving, runDay, type Taken } from "./run.ts";

interface Plan {
  /** How many milliseconds later somebody is due for each one that they take: above 0, those who take long stand back. */
  weight: number;
  /** For how many more room is kept before somebody is taken whose promise is broken anyhow. */
  kept: number;
}

const PLANS: readonly Plan[] = [0, 0.1, 0.3, 1].flatMap((weight) => [0, 3].map((kept) => ({ weight, kept })));

/**
 * The best plan found of a day for who knows beforehand how long each conversation takes, which no engine does: those are taken first who are
 * due and take little, and whose promise is broken anyhow wait for quieter times. Of several such plans the one that keeps most. Not the
 * optimum, which lies between it and `reach`.
 */
export function planned(day: Day): Taken[] {
  const all = PLANS.map((plan) => runDay(day, byPlan(plan)));
  return all.reduce((best, one) => (measured(day, one).kept > measured(day, best).kept ? one : best));
}

const byPlan =
  ({ weight, kept }: Plan): Giving =>
  ({ now, waiting, agents }) => {
    const free = agents
      .filter(({ takes, load, capacity }) => takes && load < capacity)
      .toSorted((one, other) => breadthOf(one) - breadthOf(other));
    const room = new Map(free.map(({ id, load, capacity }) => [id, capacity - load]));
    let left = [...room.values()].reduce((sum, one) => sum + one, 0);
    const given: { conversationId: string; agentId: string }[] = [];
    const rank = ({ due, handling }: Arrival) => due + weight * handling;
    const inTime = waiting.filter(({ due }) => due >= now).toSorted((one, other) => rank(one) - rank(other));
    const late = waiting.filter(({ due }) => due < now).toSorted((one, other) => one.handling - other.handling);
    for (const [one, least] of [
      ...inTime.map((one) => [one, 0] as const),
      ...late.map((one) => [one, kept] as const),
    ]) {
      if (left <= least) break;
      const who = free.find((agent) => (room.get(agent.id) ?? 0) > 0 && canDo(agent, one));
      if (!who) continue;
      room.set(who.id, (room.get(who.id) ?? 0) - 1);
      left -= 1;
      given.push({ conversationId: one.id, agentId: who.id });
    }
    return given;
  };

const breadthOf = ({ skills, languages }: RoutableAgent) =>
  Object.values(skills).reduce((sum, level) => sum + level, languages.length);
