import type { Conversation, ConversationEvent, EscalationReason, Handover } from "@parley/protocol";

/** Why and with which words the bot handed over, as long as a person has the conversation or is waited for. */
export function handoverOf(
  { state, openedAt }: Conversation,
  events: readonly ConversationEvent[],
): { note: Handover; reason: EscalationReason } | undefined {
  if (state.status === "queued" && state.handover) return { note: state.handover, reason: state.reason };
  if (state.status !== "queued" && state.status !== "agent") return undefined;
  const queued = events.filter((event) => event.type === "queued").findLast(({ handover }) => handover !== undefined);
  if (!queued?.handover || queued.at < openedAt) return undefined;
  return { note: queued.handover, reason: queued.reason };
}
