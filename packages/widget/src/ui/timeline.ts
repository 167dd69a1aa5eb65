import type { ConversationEvent } from "@parley/protocol";
import type { ChatMessage } from "../client/messages.ts";

/** A row of the thread. */
export type Row =
  | { kind: "day"; key: string; at: number }
  | { kind: "unread"; key: string }
  | { kind: "notice"; key: string; event: ConversationEvent }
  /** `first` and `last` of those that one author said in one go. */
  | { kind: "message"; key: string; message: ChatMessage; first: boolean; last: boolean };

/** Messages closer than this belong together. Milliseconds. */
const TOGETHER = 5 * 60_000;

/** What the thread shows, in order. `readTo` is the last event the visitor knew when the panel was opened. */
export function toRows(
  events: readonly ConversationEvent[],
  messages: readonly ChatMessage[],
  readTo: number,
): readonly Row[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const rows: Row[] = [];
  let day = "";
  let marked = readTo === 0;

  const add = (message: ChatMessage) => {
    const { id, at, author, seq = Infinity } = message;
    const date = new Date(at).toDateString();
    if (date !== day) rows.push({ kind: "day", key: `day-${date}`, at });
    day = date;
    if (!marked && seq > readTo && author.kind !== "visitor") {
      rows.push({ kind: "unread", key: "unread" });
      marked = true;
    }
    const before = rows[rows.length - 1];
    const joins = before?.kind === "message" && together(before.message, message);
    if (joins) before.last = false;
    rows.push({ kind: "message", key: id, message, first: !joins, last: true });
  };
  for (const event of events) {
    const message = byId.get(event.id);
    byId.delete(event.id);
    if (message) add(message);
    else if (TOLD.includes(event.type)) rows.push({ kind: "notice", key: event.id, event });
  }
  for (const message of byId.values()) add(message);
  return rows;
}

function together(a: ChatMessage, b: ChatMessage): boolean {
  const sameAgent = a.author.kind !== "agent" || (b.author.kind === "agent" && a.author.id === b.author.id);
  return a.author.kind === b.author.kind && sameAgent && b.at - a.at < TOGETHER;
}

/** What the thread says of what happens, besides what is said. */
const TOLD: readonly ConversationEvent["type"][] = ["claimed", "released", "closed", "overdue", "rated"];
