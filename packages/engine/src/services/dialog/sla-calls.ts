import { PromiseCount } from "@parley/protocol";
import * as v from "valibot";

/** What the dialog service answers about what was promised. */
export const slaCalls = {
  /**
   * How many promises that were due in a time were kept and missed: in all, by inbox, team and agent, and in the spans that begin at `starts`.
   * Nothing of what is still promised.
   */
  promisesKept: {
    input: v.object({
      from: v.number(),
      to: v.number(),
      starts: v.array(v.number()),
      inboxIds: v.optional(v.array(v.string())),
    }),
    output: v.array(PromiseCount),
    repeatable: true,
    deadline: 30_000,
  },
};
