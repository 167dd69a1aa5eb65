import * as v from "valibot";
import type { ConversationEvent } from "./event.ts";

/** How long after their last words a platform lets somebody be written to, and how often. */
export const ReplyWindow = v.object({
  hours: v.pipe(v.number("must be a number"), v.gtValue(0, "must be more than 0"), v.maxValue(10_000, "at most 10000")),
  messages: v.optional(
    v.pipe(v.number("must be a number"), v.integer("must be a whole number"), v.minValue(1, "must be 1 or more")),
  ),
});
export type ReplyWindow = v.InferOutput<typeof ReplyWindow>;

/** Until when somebody may be written to, and how often yet where that is limited. */
export interface WindowNow {
  /** Milliseconds since 1970; 0 where they have not written yet, as far as these events go. */
  until: number;
  left?: number | undefined;
}

const HOUR = 3_600_000;

/**
 * How a window stands by the events of a log (SPEC X6): from the last words of the visitor on, less what was said since, but for what comes after the
 * number of a message that is about to be sent. Pure.
 */
export function windowNow(
  events: readonly ConversationEvent[],
  { hours, messages }: ReplyWindow,
  of: number = Number.POSITIVE_INFINITY,
): WindowNow {
  const said = events.filter((event) => event.type === "message");
  const last = said.findLast(({ author }) => author.kind === "visitor");
  const until = last ? last.at + hours * HOUR : 0;
  if (messages === undefined) return { until };
  const from = last?.seq ?? 0;
  // What is sent again goes now, after all that was said since.
  const before = of < from ? Number.POSITIVE_INFINITY : of;
  const since = said.filter(({ seq, author }) => seq > from && seq < before && author.kind !== "visitor");
  return { until, left: Math.max(0, messages - since.length) };
}

/** Whether somebody may not be written to at a time. */
export const isOver = ({ until, left }: WindowNow, now: number): boolean => until <= now || left === 0;
