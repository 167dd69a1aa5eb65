import { ChatError, type ConversationEvent, FIRST_INBOX, type FoundWords } from "@parley/protocol";
import type { StoredHead } from "../stored-heads.ts";
import type { Dialog } from "../contract.ts";
import { isFound, type Query } from "./query.ts";
import type { Row } from "./rows.ts";
import { snippetOf } from "./snippet.ts";
import { wordsOf } from "./stored.ts";

export type Searched = Parameters<Dialog["search"]>[0];

/** Where a search goes on: in this span with what was said before a number, then with those that began before it. */
export interface Cursor {
  from: number;
  id: string;
  seq: number;
}

export const writeCursor = ({ from, id }: Pick<Row, "from" | "id">, seq = 0): string => `${from}.${seq}.${id}`;

/** Throws `invalid` for what no page ended with. */
export function readCursor(written: string | undefined): Cursor | undefined {
  if (written === undefined) return undefined;
  const [, from, seq, id] = /^(\d{1,16})\.(\d{1,16})\.(.{1,200})$/.exec(written) ?? [];
  if (id === undefined) throw new ChatError("invalid", "The search cannot go on from there.");
  return { from: Number(from), seq: Number(seq), id };
}

/** Whether a conversation is one of those in which something is looked for, as it stands now. */
export function isOf({ status, inboxId = FIRST_INBOX, head, desk }: StoredHead, asked: Searched): boolean {
  if (asked.status && !asked.status.includes(status)) return false;
  if (asked.inboxIds && !asked.inboxIds.includes(inboxId)) return false;
  return hasTag(desk, asked) && isIn(head.conversation.locale, asked);
}

const hasTag = (desk: StoredHead["desk"], { tag }: Searched) => tag === undefined || !!desk?.tags?.includes(tag);

const isIn = (locale: string, { language }: Searched) =>
  language === undefined || locale === language || locale.startsWith(`${language}-`);

/** What is found of an event, if it is found: one or nothing. */
export function foundIn(
  event: ConversationEvent,
  stored: StoredHead,
  { asked, query }: { asked: Searched; query: Query },
): FoundWords[] {
  const { conversationId, seq, id, at, type } = event;
  if (type !== "message" && type !== "note" && type !== "rated") return [];
  const author = type === "rated" ? ({ kind: "visitor" } as const) : event.author;
  const words = wordsOf(event);
  if (!isInTime(at, asked) || !isBy(asked, type, author.kind) || !isOfAgent(asked, stored, author)) return [];
  if (!isFound(words, query)) return [];
  const { inboxId = FIRST_INBOX, status, head } = stored;
  const { visitorId } = head.conversation;
  return [{ conversationId, inboxId, visitorId, status, seq, id, at, kind: type, author, ...snippetOf(words, query) }];
}

const isInTime = (at: number, { since = -Infinity, until = Infinity }: Searched) => at >= since && at < until;

function isBy({ by }: Searched, type: FoundWords["kind"], kind: FoundWords["author"]["kind"]): boolean {
  if (by === undefined) return true;
  return by === "note" ? type === "note" : type !== "note" && kind === by;
}

function isOfAgent({ agentId }: Searched, stored: StoredHead, author: FoundWords["author"]): boolean {
  if (agentId === undefined || stored.agentId === agentId) return true;
  return author.kind === "agent" && author.id === agentId;
}
