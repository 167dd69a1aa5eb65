import type { Author, Content, ConversationEvent, WireError } from "@parley/protocol";
import type { Pending } from "./deed.ts";

/** How far a visitor's message has come. */
export type Delivery =
  | { status: "sending" }
  | { status: "sent" }
  /** An agent has seen it. */
  | { status: "read" }
  | { status: "failed"; error: WireError };

/** A message as it is shown. */
export interface ChatMessage {
  id: string;
  author: Author;
  /** A file on its way is its name in words: what it is, the engine says. */
  content: Content;
  /** The words of `content`: plain if the visitor's, else a subset of Markdown. */
  text: string;
  /** By the engine's clock once it is stored, before by this browser's. Milliseconds since 1970. */
  at: number;
  /** Absent while the engine has not stored it. */
  seq?: number | undefined;
  delivery: Delivery;
  /** What the visitor said of this answer. */
  helpful?: boolean | undefined;
}

/**
 * The messages of a log and after them those on their way. `seen` is the last event an agent has read, `stopped` why nothing is
 * sent any more.
 */
export function toMessages(
  events: readonly ConversationEvent[],
  pending: readonly Pending[],
  seen: number,
  stopped?: WireError,
): readonly ChatMessage[] {
  const judged = judgements(events, pending);
  const stored = events.flatMap((event): ChatMessage[] => {
    if (event.type !== "message") return [];
    const { id, author, content, at, seq } = event;
    const status = author.kind === "visitor" && seq <= seen ? "read" : "sent";
    return [{ id, author, content, text: content.text, at, seq, helpful: judged.get(id), delivery: { status } }];
  });
  return [...stored, ...pending.flatMap((entry) => onItsWay(entry, stopped))];
}

/** What a page passes in as words: numbers are, objects are none. */
export const wordsOf = (input: unknown): string => (/^[sn]/.test(typeof input) ? String(input) : "");

/** How many messages of others come after event number `read`. */
export const countUnread = (events: readonly ConversationEvent[], read: number): number =>
  events.filter((event) => event.seq > read && event.type === "message" && event.author.kind !== "visitor").length;

function onItsWay({ id, at, deed, seq, failed }: Pending, stopped?: WireError): ChatMessage[] {
  if (deed.event !== "send") return [];
  const { content: sent } = deed.input;
  // What else it is, the engine says.
  const content = (/^(?:file|text)/.test(sent.type) ? { type: "text", text: sent.text } : sent) as Content;
  const error = failed ?? (seq === undefined && stopped);
  const delivery: Delivery = error ? { status: "failed", error } : { status: seq === undefined ? "sending" : "sent" };
  return [{ id, author: { kind: "visitor" }, content, text: content.text ?? "", at, seq, delivery }];
}

function judgements(events: readonly ConversationEvent[], pending: readonly Pending[]): Map<string, boolean> {
  const judged = new Map<string, boolean>();
  for (const event of events) if (event.type === "judged") judged.set(event.messageId, event.helpful);
  for (const { deed } of pending) if (deed.event === "judge") judged.set(deed.input.messageId, deed.input.helpful);
  return judged;
}
