import type { AgentRef, ConversationEvent } from "@parley/protocol";

/** What one agent did in an episode. */
export interface AgentWork extends AgentRef {
  /** When they got it first. */
  since: number;
  /** Since when they have it now, or it is not put aside; 0 if neither. */
  heldSince: number;
  /** Milliseconds for which they had it before. */
  held: number;
  /** When they got it and have not said a word since; 0 where they have. */
  unspoken: number;
  /** Milliseconds to their first words, each time they got it. */
  responses: number[];
  /** How often they handed it on. */
  passedOn: number;
  /** When it ended with them. */
  closedAt?: number;
}

/** What the agents of an episode did, each event once. */
export interface Work {
  /** The last event that is in it. Where it is not the episode's, a version that does not know of this has counted on. */
  to: number;
  agents: AgentWork[];
  /** Who has it. */
  holder?: string;
}

export const beginWork = (to: number): Work => ({ to, agents: [] });

/** What agents did after one more event, the next one. Pure. */
export function workOn(work: Work, event: ConversationEvent): Work {
  return { ...whatChanges(work, event), to: event.seq };
}

function whatChanges(work: Work, event: ConversationEvent): Work {
  const { at } = event;
  switch (event.type) {
    case "claimed": {
      if (work.holder === event.agent.id) return work;
      const given = event.from === undefined && (event.by === undefined || event.by.id === work.holder);
      return take(letGo(work, at, given ? handedOn : undefined), event.agent, at);
    }
    case "released": {
      const { author } = event;
      const byHolder = author.kind === "agent" && author.id === work.holder;
      return letGo(work, at, byHolder ? handedOn : undefined);
    }
    case "queued":
      return letGo(work, at);
    case "closed":
      return letGo(work, at, () => ({ closedAt: at }));
    case "snoozed":
      return ofHolder(work, (agent) => stopped(agent, at));
    case "woken":
      return ofHolder(work, (agent) => going(agent, at));
    case "message":
      if (event.author.kind === "visitor") return ofHolder(work, (agent) => going(agent, at));
      return event.author.kind === "agent" ? ofHolder(work, (agent) => spoken(agent, at), event.author.id) : work;
    default:
      return work;
  }
}

const handedOn = ({ passedOn }: AgentWork) => ({ passedOn: passedOn + 1 });
const stopped = ({ held, heldSince }: AgentWork, at: number) => ({
  heldSince: 0,
  held: held + (heldSince > 0 ? Math.max(0, at - heldSince) : 0),
});
const going = ({ heldSince }: AgentWork, at: number) => ({ heldSince: heldSince || at });
const spoken = ({ unspoken, responses }: AgentWork, at: number): Partial<AgentWork> =>
  unspoken === 0 ? {} : { unspoken: 0, responses: [...responses, Math.max(0, at - unspoken)] };

type Changing = (agent: AgentWork) => Partial<AgentWork>;

function ofHolder(work: Work, change: Changing, only = work.holder): Work {
  if (work.holder === undefined || work.holder !== only) return work;
  const agents = work.agents.map((agent) => (agent.id === work.holder ? { ...agent, ...change(agent) } : agent));
  return { ...work, agents };
}

function letGo(work: Work, at: number, more: Changing = () => ({})): Work {
  const { to, agents } = ofHolder(work, (agent) => ({ ...stopped(agent, at), unspoken: 0, ...more(agent) }));
  return { to, agents };
}

function take({ to, agents }: Work, { id, name }: AgentRef, at: number): Work {
  const before = agents.find((agent) => agent.id === id);
  const fresh = { id, name, since: at, held: 0, responses: [], passedOn: 0 };
  // What ended with them before goes on.
  const { closedAt: _over, ...known } = { ...fresh, ...before };
  const taken: AgentWork = { ...known, heldSince: at, unspoken: at };
  return { to, agents: [...agents.filter((agent) => agent.id !== id), taken], holder: id };
}
