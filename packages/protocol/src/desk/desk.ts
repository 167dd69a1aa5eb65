import * as v from "valibot";
import { AgentRef, type ConversationEvent } from "../event.ts";

/** How the team has arranged a conversation for itself. Visitors never hear of it. */
export const Desk = v.object({
  /** Ids of its tags, in the order in which they came. */
  tags: v.optional(v.array(v.string())),
  /** It is put aside: until a time, or until the visitor writes, which ends it in any case. */
  snoozed: v.optional(
    v.object({
      until: v.optional(v.number()),
      by: AgentRef,
      /** Number of the event that says so. */
      from: v.number(),
    }),
  ),
  /** What it was about, by who closed it last. */
  code: v.optional(v.string()),
  /** The conversation in which it goes on, until the visitor begins it anew. */
  merged: v.optional(v.string()),
});
export type Desk = v.InferOutput<typeof Desk>;

/** Tags that a conversation has at most. */
export const MOST_TAGS = 20;

const WAKES: ReadonlySet<ConversationEvent["type"]> = new Set([
  "woken",
  "opened",
  "queued",
  "claimed",
  "released",
  "closed",
]);

/** How it is arranged after one more event. Pure; nothing where there is nothing to be said of it. */
export function deskAfter(desk: Desk | undefined, event: ConversationEvent): Desk | undefined {
  const { tags, snoozed, code, merged } = desk ?? {};
  const next: Desk = {
    ...taggedAfter(tags, event),
    ...snoozedAfter(snoozed, event),
    ...codeAfter(code, event),
    ...mergedAfter(merged, event),
  };
  return Object.keys(next).length > 0 ? next : undefined;
}

function taggedAfter(tags: Desk["tags"], event: ConversationEvent): Pick<Desk, "tags"> {
  if (event.type !== "tagged") return tags ? { tags } : {};
  const others = (tags ?? []).filter((tag) => tag !== event.tag);
  const next = event.on ? [...others, event.tag] : others;
  return next.length > 0 ? { tags: next } : {};
}

function snoozedAfter(snoozed: Desk["snoozed"], event: ConversationEvent): Pick<Desk, "snoozed"> {
  if (event.type === "snoozed") {
    const { until, by, seq: from } = event;
    return { snoozed: { ...(until !== undefined && { until }), by, from } };
  }
  const isAnswer = event.type === "message" && event.author.kind === "visitor";
  return !snoozed || isAnswer || WAKES.has(event.type) ? {} : { snoozed };
}

function codeAfter(code: Desk["code"], event: ConversationEvent): Pick<Desk, "code"> {
  const next = event.type === "closed" ? event.code : event.type === "opened" ? undefined : code;
  return next === undefined ? {} : { code: next };
}

function mergedAfter(merged: Desk["merged"], event: ConversationEvent): Pick<Desk, "merged"> {
  const next = event.type === "merged" ? event.into : event.type === "opened" ? undefined : merged;
  return next === undefined ? {} : { merged: next };
}
