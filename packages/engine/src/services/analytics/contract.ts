import { Report } from "@parley/protocol";
import * as v from "valibot";
import type { Service } from "../../rpc/contract.ts";
import { LoggedEvent } from "../dialog/contract.ts";
import { reviewCalls } from "./review-calls.ts";
import { scorecardCalls } from "./scorecard-calls.ts";

const Nothing = v.object({});
const Followed = v.object({
  conversationId: v.string(),
  seq: v.number(),
  events: v.optional(v.array(LoggedEvent)),
});

export const analytics = {
  ...scorecardCalls,
  ...reviewCalls,
  /**
   * Says that conversations moved on to `seq`, and what happened, if it is at hand. What does not follow on what is counted is
   * read in their logs, so that every event is counted once however often, late or out of order this is said.
   */
  follow: {
    input: v.object({ heads: v.array(Followed) }),
    output: Nothing,
    repeatable: true,
  },
  /** Removes people's words from what is counted of some conversations; the numbers stay. */
  erase: {
    input: v.object({ conversationIds: v.array(v.string()) }),
    output: Nothing,
    repeatable: true,
  },
  /** What happened between two times (milliseconds), counting everything that was said with `follow` before, if its log can be read. */
  report: {
    input: v.object({
      from: v.number(),
      to: v.number(),
      zone: v.optional(v.string()),
      /** Only what was in these inboxes. Of what was erased before this was counted nobody knows where it was. */
      inboxIds: v.optional(v.array(v.string())),
      /** Only what was written in this language, `en` or `zh`, or where nothing was understood, what the visitor's client is in. */
      language: v.optional(v.string()),
    }),
    output: Report,
    repeatable: true,
    deadline: 30_000,
  },
};
export type Analytics = Service<typeof analytics>;
