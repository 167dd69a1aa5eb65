import { Scorecard } from "@parley/protocol";
import * as v from "valibot";

/** What the analytics service says of each agent. */
export const scorecardCalls = {
  /** What agents did in episodes that began between two times, by name; without how they kept to their shifts, which it does not know. */
  scorecards: {
    input: v.object({
      from: v.number(),
      to: v.number(),
      inboxIds: v.optional(v.array(v.string())),
    }),
    output: v.array(Scorecard),
    repeatable: true,
    deadline: 30_000,
  },
};
