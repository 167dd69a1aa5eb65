import type { Need, RoutableAgent, RoutingPolicy, Waiting, World } from "./world.ts";

/** An agent while conversations are given out. */
export interface Desk {
  agent: RoutableAgent;
  /** How much more they may have. */
  room: number;
  idleSince: number;
  /** How much they can do that others may not. */
  breadth: number;
}

export const openDesk = (agent: RoutableAgent): Desk => ({
  agent,
  room: agent.takes ? Math.max(0, agent.capacity - agent.load) : 0,
  idleSince: agent.idleSince,
  breadth: Object.values(agent.skills).reduce((sum, level) => sum + level, agent.languages.length + agent.teams.length),
});

/** Whether an agent can do what a conversation needs, however much they have to do. */
function canDo(agent: RoutableAgent, { inboxId, skills, language }: Need, teams: string[] | undefined): boolean {
  if (agent.inboxes && !agent.inboxes.includes(inboxId)) return false;
  if (teams && !agent.teams.some((team) => teams.includes(team))) return false;
  if (language !== undefined && !agent.languages.includes(language)) return false;
  return Object.entries(skills ?? {}).every(([skill, level]) => (agent.skills[skill] ?? 0) >= level);
}

/** Those who can do what is asked for, whether they have room or not. */
export interface Able {
  desks: readonly Desk[];
  has: ReadonlySet<Desk>;
}

/** The most room that one of them has. */
export const mostOf = ({ desks }: Able): number => desks.reduce((most, { room }) => Math.max(most, room), 0);

/** Who can do what is asked for, looked up once for all who ask the same. */
export function createAble(desks: readonly Desk[], { policy: { overflow, closed }, now }: World) {
  const byNeed = new Map<Need, Map<number, Able>>();
  const byWords = new Map<string, Able>();

  /** Teams that may have it by now, whether they are closed or not; nothing: any agent may. */
  function teamsOf({ need: { team }, since }: Waiting): string[] | undefined {
    if (team === undefined) return undefined;
    const helps = overflow.filter((help) => help.team === team && now - since >= help.after);
    return [team, ...helps.map(({ to }) => to)];
  }

  function lookUp(need: Need, teams: string[] | undefined): Able {
    const open = teams?.filter((team) => !closed.includes(team));
    const { inboxId, skills = {}, language } = need;
    const levels = Object.keys(skills)
      .toSorted((one, other) => (one < other ? -1 : 1))
      .map((skill) => [skill, skills[skill]]);
    const words = JSON.stringify([inboxId, levels, language, open]);
    const known = byWords.get(words);
    if (known) return known;
    const able = desks.filter(({ agent }) => canDo(agent, need, open));
    const found = { desks: able, has: new Set(able) };
    byWords.set(words, found);
    return found;
  }

  return {
    of(one: Waiting): Able {
      const teams = teamsOf(one);
      // More teams help the longer it waits.
      const stage = teams?.length ?? 0;
      const stages = byNeed.get(one.need) ?? new Map<number, Able>();
      if (stages.size === 0) byNeed.set(one.need, stages);
      const found = stages.get(stage) ?? lookUp(one.need, teams);
      stages.set(stage, found);
      return found;
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
  for (const desk of desks) {
    if (!hasRoom(desk, one) || !mayHave(desk, one)) continue;
    among += 1;
    if (!best || isRather(desk, best, policy)) best = desk;
  }
  return best && { desk: best, because: among === 1 ? "alone" : whyOf(best, desks, one, policy), among };
}

function whyOf(best: Desk, desks: readonly Desk[], one: Waiting, policy: RoutingPolicy) {
  // The tie decides where somebody else can do as little else.
  const isAlike = (desk: Desk) => desk !== best && desk.breadth === best.breadth && hasRoom(desk, one);
  return policy.keepsSpecialists && !desks.some((desk) => isAlike(desk) && mayHave(desk, one)) ? "fits" : policy.tie;
}
