import type { Head } from "./head.ts";

/** What routing looks for in lists. */
export interface Routed {
  /** Who is asked to take it, and until when. */
  offeredTo?: string;
  offeredUntil?: number;
  /** Who was given it last, and when. */
  givenTo?: string;
  givenAt?: number;
  /** Since when it is for this agent to answer, whether the visitor has been told that it takes longer or not. */
  unansweredSince?: number;
}

/** Since when it is for the agent who has it to answer: not while it is put aside, nor since before they had it. */
export function toAnswerSince({ conversation: { state }, desk, wokenAt = 0 }: Head): number | undefined {
  if (state.status !== "agent" || state.unansweredSince === undefined || desk?.snoozed) return undefined;
  return Math.max(state.unansweredSince, state.since, wokenAt);
}

export function routedIn(head: Head) {
  const { state } = head.conversation;
  const { given } = head;
  const offer = state.status === "queued" ? state.offer : undefined;
  return {
    unansweredSince: toAnswerSince(head),
    offeredTo: offer?.agent.id,
    offeredUntil: offer?.until,
    givenTo: given?.agentId,
    givenAt: given?.at,
  };
}
