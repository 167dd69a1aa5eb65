import * as v from "valibot";
import { PromiseCount } from "./sla.ts";

const Counted = v.object({ key: v.string(), title: v.optional(v.string()), count: v.number() });

const Spread = v.object({ median: v.number(), p90: v.number(), count: v.number() });

/** `GET /api/report?from=&to=&zone=` (milliseconds, an IANA time zone): what happened in that time. Shares are from 0 to 1. */
export const Report = v.object({
  from: v.number(),
  to: v.number(),
  /** Episodes that began. */
  conversations: v.number(),
  messages: v.number(),
  /** Those of them that ended, went quiet or needed a person; of the others nobody knows yet how they end. */
  decided: v.number(),
  /** Ended or quiet without a person, of those that are decided; 0 if none is. */
  botResolvedShare: v.number(),
  escalated: v.number(),
  escalationReasons: v.array(Counted),
  /** How long people waited for a person, in milliseconds: who still waits, until now. 0 if nobody did. */
  waiting: v.object({
    median: v.number(),
    p90: v.number(),
    longest: v.number(),
    /** How many times somebody waited that is counted in these. */
    count: v.number(),
    /** How many of those wait now. */
    now: v.number(),
    /** Who left before anybody came. How long they waited is not counted. */
    left: v.number(),
  }),
  ratings: v.object({
    count: v.number(),
    average: v.number(),
    /** How many gave 1, 2, 3, 4, 5. */
    distribution: v.array(v.number()),
  }),
  topIntents: v.array(Counted),
  unanswered: v.array(Counted),
  agents: v.array(
    v.object({ id: v.string(), name: v.string(), claimed: v.number(), messages: v.number(), rating: v.number() }),
  ),
  /** One bucket per hour or day, oldest first. Days begin at midnight in the asker's zone, or, without one, each 24 h after `from`. */
  traffic: v.array(v.object({ at: v.number(), conversations: v.number(), escalated: v.number() })),
  /** Milliseconds from when a person was wanted, or came by themselves, to their first words, where there were any. */
  firstResponse: v.optional(Spread),
  /** Milliseconds for which agents had an episode, until now where one has it. */
  handling: v.optional(Spread),
  /** Where episodes were, and what was written in them: `en` or `zh`. Of what was erased before this was counted it is not known. */
  channels: v.optional(v.array(Counted)),
  inboxes: v.optional(v.array(Counted)),
  languages: v.optional(v.array(Counted)),
  /** What was promised and due in that time; of all languages. Absent where nothing was, or a language is asked for. */
  promises: v.optional(v.array(PromiseCount)),
});
export type Report = v.InferOutput<typeof Report>;
