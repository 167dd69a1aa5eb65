import type { Head } from "./head.ts";

/** What routing looks for in lists. */
export interface Routed {
  /** Who is asked to take it, and until when. */
  offeredTo?: string;
  offeredUntil?: number;
  /** Who was given it last, and when. */
  givenTo?: string;
  givenAt?: number;
  /** Since when an agent's answer is waited for, whether the visitor has been told that it takes longer or not. */
  unansweredSince?: number;
}

export function routedIn({ conversation: { state }, given }: Head) {
  const offer = state.status === "queued" ? state.offer : undefined;
  return {
    unansweredSince: state.status === "agent" ? state.unansweredSince : undefined,
    offeredTo: offer?.agent.id,
    offeredUntil: offer?.until,
    givenTo: given?.agentId,
    givenAt: given?.at,
  };
}
