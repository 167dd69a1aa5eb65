import type { ConversationEvent, Insight, MessageEvent } from "@parley/protocol";

type Kind<T extends ConversationEvent["type"]> = Extract<ConversationEvent, { type: T }>;
export type LineEvent = Kind<
  "opened" | "queued" | "claimed" | "released" | "closed" | "overdue" | "erased" | "rated" | "merged" | "joined"
>;
export type NoteEvent = Kind<"note">;

/** What the thread shows, top to bottom. */
export type Row =
  | { type: "day"; key: string; at: number }
  | { type: "line"; key: string; event: LineEvent }
  | { type: "note"; key: string; event: NoteEvent }
  | {
      type: "message";
      key: string;
      event: MessageEvent;
      /** The first of several in a row by the same author. */
      leads: boolean;
      /** What the bot understood of it. */
      insight: Insight | undefined;
      /** What the visitor said of it. */
      helpful: boolean | undefined;
    };

const TOGETHER = 3 * 60_000;

/** The log as rows: days, messages with what is known of them, and what happened in between. Unknown types show nothing (SPEC L5). */
export function rowsOf(events: readonly ConversationEvent[]): Row[] {
  const insights = insightsOf(events);
  const judgements = new Map(
    events.filter((event) => event.type === "judged").map(({ messageId, helpful }) => [messageId, helpful]),
  );
  const rows: Row[] = [];
  let before: ConversationEvent | undefined;
  for (const event of events) {
    const row = rowOf(event, before);
    if (!row) continue;
    if (!before || !sameDay(before.at, event.at)) rows.push({ type: "day", key: `day-${event.seq}`, at: event.at });
    if (row.type === "message") {
      row.insight = insights.get(event.id);
      row.helpful = judgements.get(event.id);
    }
    rows.push(row);
    before = event;
  }
  return rows;
}

/** What was understood of each message, by its id. A bot's reply, or the escalation, carries it. */
function insightsOf(events: readonly ConversationEvent[]): Map<string, Insight> {
  const found = new Map<string, Insight>();
  for (const event of events) {
    if ((event.type === "message" || event.type === "queued") && event.insight) {
      found.set(event.insight.replyTo, event.insight);
    }
  }
  return found;
}

function rowOf(event: ConversationEvent, before: ConversationEvent | undefined): Row | undefined {
  const key = event.id;
  switch (event.type) {
    case "message":
      return { type: "message", key, event, leads: leads(event, before), insight: undefined, helpful: undefined };
    case "note":
      return { type: "note", key, event };
    case "opened":
    case "queued":
    case "claimed":
    case "released":
    case "closed":
    case "overdue":
    case "erased":
    case "rated":
    case "merged":
    case "joined":
      return { type: "line", key, event };
    default:
      return undefined;
  }
}

function leads({ author, at }: MessageEvent, before: ConversationEvent | undefined): boolean {
  if (before?.type !== "message" || at - before.at > TOGETHER || !sameDay(before.at, at)) return true;
  return JSON.stringify(before.author) !== JSON.stringify(author);
}

function sameDay(one: number, other: number): boolean {
  return new Date(one).toDateString() === new Date(other).toDateString();
}
