import * as v from "valibot";

const Key = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const Named = v.object({ inboxId: v.string(), key: Key });

/** What the dialog service keeps for channels. */
export const channelCalls = {
  /** What a channel remembers of its account; nothing where it remembers none, or that is over. */
  recall: {
    input: Named,
    output: v.object({ value: v.optional(v.string()), version: v.optional(v.number()) }),
    repeatable: true,
  },
  /** Remembers a value unless somebody was first: `seen` is the version that was read, 0 for none. It is forgotten at `until`. */
  remember: {
    input: v.object({
      ...Named.entries,
      value: v.pipe(v.string(), v.maxLength(100_000)),
      seen: v.number(),
      until: v.optional(v.number()),
    }),
    output: v.object({ set: v.boolean() }),
  },
};
