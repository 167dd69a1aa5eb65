import type { Conversation, ConversationState } from "./conversation.ts";
import type { ConversationEvent } from "./event.ts";

type Queued = Extract<ConversationState, { status: "queued" }>;
type Released = Extract<ConversationEvent, { type: "released" }>;

/** Agents who did not take it that are remembered. */
const PASSED = 50;

/**
 * What routing adds to a conversation after one more event: for which team it waits, who is asked to take it, and who did not. Apart from
 * `advance`, since visitors see nothing of it. Pure.
 */
export function routed(before: Conversation, event: ConversationEvent, after: Conversation): Conversation {
  const { state } = after;
  if (state.status !== "queued") return after;
  switch (event.type) {
    case "released":
      return { ...after, state: { ...state, ...handedBy(before.state, event) } };
    case "offered":
      return { ...after, state: { ...state, offer: { agent: event.agent, until: event.until } } };
    case "declined":
      return { ...after, state: passedBy(state, event.agent.id, event.at) };
    default:
      return after;
  }
}

function passedBy({ offer: _over, ...state }: Queued, agentId: string, at: number): Queued {
  return { ...state, passed: [...(state.passed ?? []), { agentId, at }].slice(-PASSED) };
}

/** For which team it waits, and whom it was taken back from. */
function handedBy(state: ConversationState, { team, author, at }: Released): Pick<Queued, "team" | "passed"> {
  const takenBack = author.kind === "system" && state.status === "agent";
  return {
    ...(team !== undefined && { team }),
    ...(takenBack && { passed: [{ agentId: state.agent.id, at }] }),
  };
}
