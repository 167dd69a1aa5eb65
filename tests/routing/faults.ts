import { NOW } from "../../packages/engine/src/services/dialog/routing/world.test.kit.ts";
import type {
  Assignment,
  RoutableAgent,
  Waiting,
  World,
} from "../../packages/engine/src/services/dialog/routing/world.ts";

/** What is wrong with what was given out, by rules that are written without looking at how it is done. */
export function faultsOf({ waiting, agents, policy }: World, made: readonly Assignment[]): string[] {
  const faults: string[] = [];
  const room = new Map(agents.map(({ id, capacity, load }) => [id, capacity - load]));
  const byId = new Map(waiting.map((one) => [one.id, one]));
  const may = (one: Waiting, agent: RoutableAgent) => mayHave(one, agent, policy);
  const grown = (one: Waiting) =>
    one.vip ? 9 : Math.min(3, one.priority + Math.floor((NOW - one.since) / policy.ageing));
  const taken = new Set<string>();
  for (const { conversationId, agentId } of made) {
    const one = byId.get(conversationId);
    const whose = agents.find(({ id }) => id === agentId);
    if (!one || !whose) return [`${conversationId} or ${agentId} is not known`];
    if (taken.has(one.id)) faults.push(`${one.id} was given twice`);
    taken.add(one.id);
    if (!may(one, whose)) faults.push(`${one.id} is not for ${agentId}`);
    const left = (room.get(agentId) ?? 0) - one.need.weight;
    if (left < 0) faults.push(`${agentId} has too much`);
    room.set(agentId, left);
    // Older ones of the same priority that this agent could have had as well, and that do not wait for somebody else.
    const isPassedOver = (other: Waiting) =>
      !made.some((before) => before.conversationId === other.id) &&
      grown(other) === grown(one) &&
      policy.order === "oldest" &&
      other.since < one.since &&
      other.need.weight <= one.need.weight &&
      other.last === undefined &&
      may(other, whose);
    for (const other of waiting.filter(isPassedOver)) faults.push(`${other.id} is older than ${one.id}`);
  }
  const old = (one: Waiting) => NOW - one.since >= policy.reserveAfter;
  const isWasted = (one: Waiting) =>
    !taken.has(one.id) &&
    one.last === undefined &&
    agents.some((whose) => may(one, whose) && (room.get(whose.id) ?? 0) >= one.need.weight) &&
    !waiting.some((big) => !taken.has(big.id) && old(big) && big.need.weight > one.need.weight);
  for (const one of waiting.filter(isWasted)) faults.push(`${one.id} waits for nothing`);
  return faults;
}

/** Whether an agent may have a conversation at all. */
function mayHave(one: Waiting, agent: RoutableAgent, policy: World["policy"]): boolean {
  const { need } = one;
  const helps = policy.overflow.filter(({ team, after }) => team === need.team && NOW - one.since >= after);
  const asked = [need.team, ...helps.map(({ to }) => to)].filter((team) => !policy.closed.includes(team ?? ""));
  return [
    agent.takes && agent.capacity >= need.weight,
    agent.inboxes?.includes(need.inboxId) ?? true,
    need.team === undefined || agent.teams.some((team) => asked.includes(team)),
    need.language === undefined || agent.languages.includes(need.language),
    Object.entries(need.skills ?? {}).every(([skill, level]) => (agent.skills[skill] ?? 0) >= level),
    one.only === undefined || one.only === agent.id,
    !one.declined?.includes(agent.id),
  ].every(Boolean);
}
