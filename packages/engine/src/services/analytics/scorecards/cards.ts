import type { AgentRef, Figures, SaidOfAgent, Scorecard } from "@parley/protocol";
import { percentile } from "../counts.ts";
import { type Episode, isWorked } from "../episode.ts";
import type { AgentWork } from "./work.ts";

/** Milliseconds in which what goes on again counts as reopened. */
export const REOPENED_WITHIN = 3 * 24 * 3_600_000;
/** Words of visitors that a card has at most. */
const MOST_SAID = 50;

interface Sum {
  agent: AgentRef;
  conversations: number;
  messages: number;
  responses: number[];
  held: number[];
  ends: number[];
  reopened: number;
  transfers: number;
  scores: number[];
  said: SaidOfAgent[];
}

const begin = (agent: AgentRef): Sum => ({
  agent,
  conversations: 0,
  messages: 0,
  responses: [],
  held: [],
  ends: [],
  reopened: 0,
  transfers: 0,
  scores: [],
  said: [],
});

const before = ({ conversationId, episode }: Episode) => `${conversationId}/${episode - 1}`;

/** Adds up, episode by episode, what each agent did. Episodes come in the order in which they began. */
export function createCards({ to, now }: { to: number; now: number }) {
  const sums = new Map<string, Sum>();
  /** Which ended with whom, and when. */
  const ended = new Map<string, { agentId: string; at: number }>();

  function sumOf({ id, name }: AgentRef): Sum {
    const sum = sums.get(id) ?? begin({ id, name });
    sums.set(id, sum);
    return sum;
  }

  function addReopened(episode: Episode): void {
    const last = ended.get(before(episode));
    if (last && episode.openedAt - last.at <= REOPENED_WITHIN) sumOf({ id: last.agentId, name: "" }).reopened++;
  }

  function addWork(agent: AgentWork, episode: Episode): void {
    const sum = sumOf(agent);
    sum.responses.push(...agent.responses);
    sum.held.push(agent.held + (agent.heldSince > 0 ? Math.max(0, now - agent.heldSince) : 0));
    sum.transfers += agent.passedOn;
    if (agent.closedAt === undefined) return;
    sum.ends.push(Math.max(0, agent.closedAt - agent.since));
    ended.set(episode._id, { agentId: agent.id, at: agent.closedAt });
  }

  function addRating({ lastAgent, score, comment, ratedAt, conversationId, lastAt, agents }: Episode): void {
    const rated = agents.find(({ id }) => id === lastAgent);
    if (!rated || score === undefined) return;
    const sum = sumOf(rated);
    sum.scores.push(score);
    if (comment) sum.said.push({ conversationId, at: ratedAt ?? lastAt, score, comment });
  }

  return {
    /** An episode that began before `to` counts; a later one says that the one before it was not the end. */
    add(episode: Episode): void {
      addReopened(episode);
      if (episode.openedAt >= to) return;
      for (const agent of episode.agents) {
        const sum = sumOf(agent);
        sum.conversations += Math.min(1, agent.claimed);
        sum.messages += agent.messages;
      }
      if (isWorked(episode)) for (const agent of episode.work.agents) addWork(agent, episode);
      addRating(episode);
    },

    /** Who did nothing then but was judged has a card all the same. */
    know: (agent: AgentRef): void => void sumOf(agent),

    /** By name. */
    cards: (): Scorecard[] =>
      [...sums.values()].map(cardOf).toSorted((one, other) => one.agent.name.localeCompare(other.agent.name)),
  };
}

function cardOf({ agent, conversations, messages, reopened, transfers, scores, said, ...sum }: Sum): Scorecard {
  const average = scores.length === 0 ? 0 : scores.reduce((all, score) => all + score, 0) / scores.length;
  return {
    agent,
    conversations,
    messages,
    firstResponse: figures(sum.responses),
    handling: figures(sum.held),
    resolution: figures(sum.ends),
    resolved: sum.ends.length,
    reopened,
    transfers,
    csat: { count: scores.length, average },
    said: said.toSorted((one, other) => other.at - one.at).slice(0, MOST_SAID),
  };
}

function figures(values: readonly number[]): Figures {
  const ascending = values.toSorted((one, other) => one - other);
  return { p50: percentile(ascending, 0.5), p90: percentile(ascending, 0.9), count: ascending.length };
}
