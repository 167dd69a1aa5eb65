import { createCrowd } from "./crowd.ts";
import type { Need, RoutableAgent, RoutingPolicy, Waiting, World } from "./world.ts";

/** An agent while conversations are given out. */
export interface Desk {
  agent: RoutableAgent;
  /** Their number among all desks. */
  at: number;
  /** How much more they may have. */
  room: number;
  idleSince: number;
  /** How much they can do that others may not. */
  breadth: number;
}

export const openDesk = (agent: RoutableAgent, at: number): Desk => ({
  agent,
  at,
  room: agent.takes ? Math.max(0, agent.capacity - agent.load) : 0,
  idleSince: agent.idleSince,
  breadth: Object.values(agent.skills).reduce((sum, level) => sum + level, agent.languages.length + agent.teams.length),
});

type Help = RoutingPolicy["overflow"][number];

/** Those who can do what is asked for, for so much room, whether they have room or not. */
export interface Able {
  desks: readonly Desk[];
  has: (desk: Desk) => boolean;
  /** Its number among those that were looked up. */
  at: number;
}

/** The most room that one of some has. */
export function mostOf(desks: readonly Desk[]): number {
  let most = 0;
  for (const { room } of desks) if (room > most) most = room;
  return most;
}

/** Who can do what is asked for, looked up once for all who ask the same. */
export function createAble(desks: readonly Desk[], { policy: { overflow, closed }, now }: World) {
  const byNeed = new Map<Need, { helps: readonly Help[]; stages: Able[] }>();
  const byWords = new Map<string, Able>();
  const crowd = createCrowd(desks);
  const helpsOf = ({ team }: Need) => overflow.filter((help) => help.team === team);

  /** Teams that may have it by now, whether they are closed or not; nothing: any agent may. */
  function teamsOf({ need, since }: Waiting): string[] | undefined {
    if (need.team === undefined) return undefined;
    const helps = helpsOf(need).filter(({ after }) => now - since >= after);
    return [need.team, ...helps.map(({ to }) => to)];
  }

  function lookUp(need: Need, teams: string[] | undefined): Able {
    const open = teams?.filter((team) => !closed.includes(team));
    const { inboxId, skills = {}, language, weight } = need;
    const levels = Object.keys(skills)
      .toSorted((one, other) => (one < other ? -1 : 1))
      .map((skill) => [skill, skills[skill]]);
    const words = JSON.stringify([weight, inboxId, levels, language, open]);
    const known = byWords.get(words);
    if (known) return known;
    const found = { ...crowd.able(need, open), at: byWords.size };
    byWords.set(words, found);
    return found;
  }

  return {
    of(one: Waiting): Able {
      let known = byNeed.get(one.need);
      if (!known) byNeed.set(one.need, (known = { helps: helpsOf(one.need), stages: [] }));
      // More teams help the longer it waits.
      let stage = 0;
      for (const { after } of known.helps) if (now - one.since >= after) stage += 1;
      return (known.stages[stage] ??= lookUp(one.need, teamsOf(one)));
    },
    /** Whether all teams that may have it are closed. */
    isClosed: (one: Waiting) => teamsOf(one)?.every((team) => closed.includes(team)) ?? false,
  };
}

/** Whether an agent may be given a conversation that they can do, had they room. */
export const mayHave = ({ agent }: Desk, { need, declined, only }: Waiting): boolean =>
  agent.takes &&
  agent.capacity >= need.weight &&
  !declined?.includes(agent.id) &&
  (only === undefined || only === agent.id);

export const hasRoom = ({ room }: Desk, { need }: Waiting): boolean => room >= need.weight;

/** Whether the first of two agents is to be given a conversation rather than the other. */
function isRather(one: Desk, other: Desk, { keepsSpecialists, tie }: RoutingPolicy): boolean {
  if (keepsSpecialists && one.breadth !== other.breadth) return one.breadth < other.breadth;
  return tie === "idle" ? one.idleSince < other.idleSince : shareLeft(one) > shareLeft(other);
}

const shareLeft = ({ room, agent }: Desk) => room / agent.capacity;

/** The agent to be given a conversation, why them, and how many could have had it. */
export interface Chosen {
  desk: Desk;
  because: "alone" | "fits" | RoutingPolicy["tie"];
  among: number;
}

/** Chooses of those who may have a conversation and have room. Desks are sorted by their agents' ids. */
export function choose(desks: readonly Desk[], one: Waiting, policy: RoutingPolicy): Chosen | undefined {
  let best: Desk | undefined;
  let among = 0;
  // How many others can do as little else as the best one.
  let alike = 0;
  for (const desk of desks) {
    if (!hasRoom(desk, one) || !mayHave(desk, one)) continue;
    among += 1;
    const isAlike = best?.breadth === desk.breadth;
    const isBest = !best || isRather(desk, best, policy);
    if (isAlike) alike += 1;
    else if (isBest) alike = 0;
    if (isBest) best = desk;
  }
  return best && { desk: best, because: because(among, alike, policy), among };
}

function because(among: number, alike: number, { keepsSpecialists, tie }: RoutingPolicy): Chosen["because"] {
  if (among === 1) return "alone";
  return keepsSpecialists && alike === 0 ? "fits" : tie;
}
