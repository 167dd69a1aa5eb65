import * as v from "valibot";

/** One account of a channel: a site, a mailbox, a WeChat account. */
export const Inbox = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -")),
  channel: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -")),
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  /** Whether conversations can begin in it. */
  enabled: v.boolean(),
  /** What its channel makes of them is the channel's. */
  settings: v.record(v.string(), v.unknown()),
});
export type Inbox = v.InferOutput<typeof Inbox>;
