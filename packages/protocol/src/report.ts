import * as v from "valibot";

const Counted = v.object({ key: v.string(), title: v.optional(v.string()), count: v.number() });

/** `GET /api/report?from=&to=` (milliseconds): what happened in that time. Shares are from 0 to 1. */
export const Report = v.object({
  from: v.number(),
  to: v.number(),
  /** Episodes that began. */
  conversations: v.number(),
  messages: v.number(),
  /** Ended or quiet without a person, of all. */
  botResolvedShare: v.number(),
  escalated: v.number(),
  escalationReasons: v.array(Counted),
  /** From queued to claimed, in milliseconds; 0 if nobody waited. Those who still wait count in the longest. */
  waiting: v.object({ median: v.number(), p90: v.number(), longest: v.number() }),
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
  /** One bucket per hour or day, oldest first. */
  traffic: v.array(v.object({ at: v.number(), conversations: v.number(), escalated: v.number() })),
});
export type Report = v.InferOutput<typeof Report>;
