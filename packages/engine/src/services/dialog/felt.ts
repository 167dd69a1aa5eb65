import type { ConversationEvent, InboxItem, Insight } from "@parley/protocol";

export type Felt = NonNullable<InboxItem["mood"]>;

/**
 * How a visitor feels after one more event, as far as the bot understood their words last; while an agent has the conversation nothing is
 * understood, and it stays. Pure.
 */
export function feltAfter(felt: Felt | undefined, event: ConversationEvent): Felt | undefined {
  if (event.type === "erased" || event.type === "opened") return undefined;
  if (event.type === "queued" && event.reason === "negative") return "angry";
  if (event.type !== "queued" && event.type !== "message") return felt;
  // A reply to what the bot had asked says nothing of how somebody feels.
  return event.insight && event.insight.kind !== "reply" ? feltIn(event.insight) : felt;
}

function feltIn({ understanding: { sentiment, signals } }: Insight): Felt | undefined {
  if (signals?.feeling === "angry") return "angry";
  if (sentiment === "negative") return "displeased";
  return sentiment === "positive" ? "pleased" : undefined;
}
