import type { Conversation } from "@parley/protocol";
import type { Head } from "./head.ts";

/** Since when the visitor has waited for a person, or for one's answer, unless it is overdue already. */
export function waitingSince({ state }: Conversation): number | undefined {
  // Who has left a message does not look at the clock: they were told when somebody is back.
  if (state.status === "queued" && !state.overdue && !state.left) return state.since;
  return state.status === "agent" && !state.overdue ? state.unansweredSince : undefined;
}

/** Whether nobody waits for anybody's words: not the visitor for the bot, for a person or for one's answer. */
export function isQuiet({ conversation: { episode, state }, awaiting, desk }: Head): boolean {
  // What is put aside waits for its time.
  if (desk?.snoozed) return false;
  if (state.status === "agent") return state.unansweredSince === undefined;
  return state.status === "bot" && episode > 0 && awaiting === undefined;
}
