import { assign } from "../../packages/engine/src/services/dialog/routing/assign.ts";
import type { RoutableAgent, RoutingPolicy, Waiting } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Arrival, Day, Shift } from "./day.ts";

/** Who gets what at a moment: pairs of a conversation and an agent. */
export type Giving = (moment: {
  now: number;
  waiting: readonly Arrival[];
  agents: readonly RoutableAgent[];
}) => readonly { conversationId: string; agentId: string }[];

export interface Taken {
  arrival: Arrival;
  agentId: string;
  at: number;
}

/** What was taken when, and by whom, milliseconds of `taking` after it was given to them; what nobody took before the last shift ended is not in it. */
export function runDay({ arrivals, shifts }: Day, give: Giving, taking = 0): Taken[] {
  const desks = new Map(shifts.map((shift) => [shift.id, { shift, load: 0, idleSince: 0 }]));
  const taken: Taken[] = [];
  const waiting = new Map<string, Arrival>();
  const moments = createMoments(arrivals, shifts);

  for (let moment = moments.next(); moment; moment = moments.next()) {
    const { now, arrival, ended } = moment;
    if (arrival) waiting.set(arrival.id, arrival);
    const freed = ended === undefined ? undefined : desks.get(ended);
    if (freed) freed.load -= 1;
    if (waiting.size === 0) continue;
    const agents = [...desks.values()].map(({ shift, load, idleSince }) => ({
      ...asAgent(shift, now),
      load,
      idleSince,
    }));
    for (const { conversationId, agentId } of give({ now, waiting: [...waiting.values()], agents })) {
      const [one, desk] = [waiting.get(conversationId), desks.get(agentId)];
      if (!one || !desk) throw new Error(`${conversationId} or ${agentId} is not known.`);
      waiting.delete(conversationId);
      desk.load += one.need.weight;
      desk.idleSince = now;
      taken.push({ arrival: one, agentId, at: now + taking });
      moments.endsAt(now + taking + one.handling, agentId);
    }
  }
  return taken;
}

const asAgent = ({ id, from, until, capacity, skills, languages }: Shift, now: number) => ({
  id,
  takes: now >= from && now < until,
  capacity,
  skills,
  languages,
  teams: [],
});

interface Moment {
  now: number;
  arrival?: Arrival;
  /** Whose conversation has ended. */
  ended?: string;
}

/** All that happens, in order. */
function createMoments(arrivals: readonly Arrival[], shifts: readonly Shift[]) {
  const fixed: Moment[] = [
    ...arrivals.map((arrival) => ({ now: arrival.at, arrival })),
    ...shifts.map(({ from }) => ({ now: from })),
  ];
  fixed.sort((one, other) => one.now - other.now);
  const ends: Moment[] = [];
  return {
    endsAt(now: number, ended: string): void {
      const place = ends.findIndex((one) => one.now > now);
      ends.splice(place === -1 ? ends.length : place, 0, { now, ended });
    },
    next: (): Moment | undefined =>
      (ends[0]?.now ?? Infinity) <= (fixed[0]?.now ?? Infinity) ? ends.shift() : fixed.shift(),
  };
}

/** By a policy of Parley's. */
export const byPolicy =
  (policy: RoutingPolicy): Giving =>
  ({ now, waiting, agents }) =>
    assign({ now, agents, policy, waiting: waiting.map(asWaiting) });

export const asWaiting = ({ id, need, at, due, priority, vip, last }: Arrival): Waiting => ({
  id,
  need,
  since: at,
  due,
  priority,
  vip,
  ...(last !== undefined && { last }),
});

/** As without any routing: whoever has room takes the oldest that they can do, whatever its priority. */
export const byPull: Giving = ({ waiting, agents }) => {
  const given: { conversationId: string; agentId: string }[] = [];
  const room = new Map(agents.map(({ id, takes, capacity, load }) => [id, takes ? capacity - load : 0]));
  for (const one of waiting.toSorted((one, other) => one.at - other.at)) {
    const who = agents.find((agent) => (room.get(agent.id) ?? 0) >= 1 && canDo(agent, one));
    if (!who) continue;
    room.set(who.id, (room.get(who.id) ?? 0) - 1);
    given.push({ conversationId: one.id, agentId: who.id });
  }
  return given;
};

export const canDo = ({ skills, languages }: Pick<Shift, "skills" | "languages">, { need }: Arrival): boolean =>
  languages.includes(need.language ?? "") &&
  Object.entries(need.skills ?? {}).every(([skill, level]) => (skills[skill] ?? 0) >= level);
