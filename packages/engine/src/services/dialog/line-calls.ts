import { LanguageTag, LeaveSettings } from "@parley/protocol";
import * as v from "valibot";

/**
 * Of those who wait, how many are before somebody who would wait in an inbox now, as it was a moment ago: those who are there and wait for
 * the same people. Who began to wait in the inbox after `until` (as `since` of who waits; 0: nobody waited there) is not among them.
 */
export const InLine = v.object({ before: v.number(), until: v.number() });
export type InLine = v.InferOutput<typeof InLine>;

const Waiting = v.object({ conversationId: v.string(), inboxId: v.string(), channel: v.string(), since: v.number() });

export const lineCalls = {
  /** Who waits, the next one first; of each inbox the 500 who have waited longest. */
  queue: {
    input: v.object({}),
    output: v.array(Waiting),
    repeatable: true,
  },
  /**
   * What the inbox of a conversation asks of who leaves a message in it now (SPEC Q4); nothing where somebody is there for it, it has no form, it
   * does not wait, or a message was left. `online`: how many are available of those who see the inbox.
   */
  leaveForm: {
    input: v.object({ conversationId: v.string(), online: v.number() }),
    output: v.object({ asked: v.optional(LeaveSettings), locale: LanguageTag, visitorId: v.string() }),
    repeatable: true,
  },
};
