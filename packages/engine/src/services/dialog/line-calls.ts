import { LanguageTag, LeaveSettings } from "@parley/protocol";
import * as v from "valibot";

const Waiting = v.object({
  conversationId: v.string(),
  inboxId: v.string(),
  channel: v.string(),
  since: v.number(),
  /** Who may leave a message; absent once one was left. */
  leaves: v.optional(v.object({ visitorId: v.string(), locale: LanguageTag })),
});

export const lineCalls = {
  /** Who waits, the next one first; of each inbox the 500 who have waited longest. */
  queue: {
    input: v.object({}),
    output: v.array(Waiting),
    repeatable: true,
  },
  /**
   * What an inbox asks of who leaves a message in it now (SPEC Q4); nothing where somebody is there for it, or it has no form. `online`: how many
   * are available of those who see the inbox; resolves to how many of them are there for it.
   */
  leaveForm: {
    input: v.object({ inboxId: v.string(), online: v.number() }),
    /** `open`: whether the inbox's hours say that people are there; absent where it has none. */
    output: v.object({ asked: v.optional(LeaveSettings), online: v.number(), open: v.optional(v.boolean()) }),
    repeatable: true,
  },
};
