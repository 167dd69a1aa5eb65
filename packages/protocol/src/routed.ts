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

type Handed = Pick<Queued, "team" | "passed"> & Partial<Pick<Queued, "reason" | "handover" | "left">>;

/** For which team it waits, and who let go of it, or had it taken from them; what is known of who waits already stays known. */
function handedBy(state: ConversationState, { team, at }: Released): Handed {
  const handed = team === undefined ? {} : { team };
  if (state.status === "agent") return { ...handed, passed: [{ agentId: state.agent.id, at }] };
  if (state.status !== "queued") return handed;
  const { reason, handover, left, passed } = state;
  return { reason, handover, left, ...(passed && { passed }), ...handed };
}
