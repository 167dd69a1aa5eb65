import { type ConversationEvent, withoutSurveyLinks } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";
import type { OwnKey } from "../../own-key.ts";
import type { Keyed } from "./keyed.ts";

/** Numbers of a log that one document is about. It is written anew with what is said in them, so they are few. */
export const SPAN = 64;

/** By what a span of a log may be found. */
export interface StoredSpan extends Doc {
  conversationId: string;
  inboxId: string;
  /** Which span of its log: 0, 1, 2 ... */
  span: number;
  /** Number of the last event that is in it. */
  seq: number;
  /** When the first event of it happened. */
  from: number;
  changedAt: number;
  /** With which key, and in which format: what is marked otherwise is as if it were not there. */
  mark: string;
  /** Keyed hashes of terms, packed. */
  terms: string;
}

/** The search index: what was said, as hashes. It follows from the log. */
export const SEARCH_SPANS = defineCollection<StoredSpan>("searchSpans", {
  owner: "dialog",
  indexes: [{ on: ["conversationId"] }, { on: ["changedAt", "_id"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
  // The log is read later in a backup: what the index lacks is made up for, what it has too much is not noticed.
  refersTo: ["events", "conversations"],
});
export type Spans = ReturnType<typeof SEARCH_SPANS.open>;

export interface SearchState extends Doc {
  /** What changed in conversations before is in the index. */
  until: number;
}

/** How far the index has come with what was there before it, by the key that it is made with. */
export const SEARCH_STATE = defineCollection<SearchState>("searchState", {
  owner: "dialog",
  refersTo: ["searchSpans"],
});

/** What terms are hashed with, the same for all nodes. */
export const SEARCH_KEYS = defineCollection<OwnKey>("searchKeys", { owner: "dialog" });

/** Up to which number a span is in the index, as it is made now. */
export const doneOf = (stored: Pick<StoredSpan, "seq" | "mark"> | undefined, { mark }: Pick<Keyed, "mark">): number =>
  stored?.mark === mark ? stored.seq : 0;

export const spanOf = (seq: number): number => Math.floor((seq - 1) / SPAN);
export const firstOf = (span: number): number => span * SPAN + 1;
export const spanId = (conversationId: string, span: number): string => `${conversationId}:${span}`;

/** What is said in an event, as search reads it; nothing where nobody says anything. */
export function wordsOf(event: ConversationEvent): string {
  if (event.type === "message") return withoutSurveyLinks(event.content.text);
  if (event.type === "note") return event.text;
  return event.type === "rated" ? (event.comment ?? "") : "";
}
