import { FoundPage, LanguageTag, OwnPage } from "@parley/protocol";
import * as v from "valibot";

/** What is looked for in all that was said. Times are milliseconds since 1970. */
const Searched = v.object({
  /** As SPEC Y2 reads it. */
  words: v.string(),
  /** Only what was said in these inboxes. */
  inboxIds: v.optional(v.array(v.string())),
  /** Only what this agent said, and what was said in conversations that are theirs now. */
  agentId: v.optional(v.string()),
  /** Only in conversations in these states now, or in a language: a tag, or the first part of one. */
  status: v.optional(v.array(v.picklist(["bot", "queued", "agent", "closed"]))),
  language: v.optional(LanguageTag),
  /** Only in conversations that have this tag now, by its id. */
  tag: v.optional(v.string()),
  /** Only what was said from one time on, and before another. */
  since: v.optional(v.number()),
  until: v.optional(v.number()),
  /** Only what these said; `note`: only notes. */
  by: v.optional(v.picklist(["visitor", "agent", "bot", "note"])),
  /** `next` of the page before. */
  after: v.optional(v.string()),
  limit: v.pipe(v.number(), v.minValue(1), v.maxValue(50)),
});

export const searchCalls = {
  /** Looks through all that was said; conversations that began last come first. `invalid` where there is too little to look for. */
  search: { input: Searched, output: FoundPage, repeatable: true },
  /** Looks through one conversation as its visitor is shown it, the newest first. `invalid` as `search` is. */
  findOwn: {
    input: v.object({
      conversationId: v.string(),
      words: v.string(),
      before: v.optional(v.number()),
      limit: v.pipe(v.number(), v.minValue(1), v.maxValue(50)),
    }),
    output: OwnPage,
    repeatable: true,
  },
};
