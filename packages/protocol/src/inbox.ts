import * as v from "valibot";

const Name = v.pipe(
  v.string("must not be empty"),
  v.trim(),
  v.minLength(1, "must not be empty"),
  v.maxLength(100, "at most 100 characters"),
);
const Enabled = v.boolean("must be yes or no");
const Key = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, "must be 1 to 64 letters, digits, _ or -"));
const Settings = v.record(v.string(), v.unknown());

/** One account of a channel: a site, a mailbox, a WeChat account. */
export const Inbox = v.object({
  id: Key,
  channel: Key,
  name: Name,
  /** Whether conversations can begin in it. */
  enabled: Enabled,
  /** What its channel makes of them is the channel's. */
  settings: Settings,
  /** One more with every change; absent where nothing has been changed yet, which is 0. */
  version: v.optional(v.number()),
});
export type Inbox = v.InferOutput<typeof Inbox>;

const Sighting = v.object({ url: v.string(), at: v.number() });

/** An inbox as the console shows it: which secrets are set, never what they are; who changed it last, and when. */
export const InboxDetails = v.object({
  ...Inbox.entries,
  version: v.number(),
  secrets: v.array(v.string()),
  at: v.optional(v.number()),
  by: v.optional(v.string()),
  /** On which sites, by their origins, its widget was seen first and last; pages of the engine itself left out. */
  seen: v.optional(v.object({ first: Sighting, last: Sighting })),
});
export type InboxDetails = v.InferOutput<typeof InboxDetails>;

/** Secrets that are not named stay, an empty one is removed. */
const Secrets = v.record(Key, v.pipe(v.string("must be words"), v.maxLength(10_000, "at most 10000 characters")));

/** `PATCH /api/inboxes/:id`: what is left out stays. `version` is the one that was seen. */
export const InboxChange = v.object({
  version: v.number("must be the version that was seen"),
  name: v.optional(Name),
  enabled: v.optional(Enabled),
  settings: v.optional(Settings),
  secrets: v.optional(Secrets),
});
export type InboxChange = v.InferOutput<typeof InboxChange>;

/** `POST /api/inboxes` */
export const NewInbox = v.object({
  id: Key,
  channel: v.optional(Key, "web"),
  name: Name,
  settings: v.optional(Settings, {}),
  secrets: v.optional(Secrets),
});
export type NewInbox = v.InferOutput<typeof NewInbox>;

/** What was there from a change to the next: `value` without secrets. */
export const PastVersion = v.object({
  version: v.number(),
  at: v.optional(v.number()),
  by: v.optional(v.string()),
  value: v.record(v.string(), v.unknown()),
});
export type PastVersion = v.InferOutput<typeof PastVersion>;

/** `POST .../restore`: makes what was there `to` be what holds again, as a new version. */
export const Restoring = v.object({
  version: v.number("must be the version that was seen"),
  to: v.number("must be the version that was seen"),
});
export type Restoring = v.InferOutput<typeof Restoring>;
/** A key with which an inbox's site signs who its users are, as it is shown: `hint` is the end of its secret. */
export const IdentityKey = v.object({ id: v.string(), createdAt: v.number(), hint: v.string() });
export type IdentityKey = v.InferOutput<typeof IdentityKey>;

/** A new one. The secret is told here and never again. */
export const NewIdentityKey = v.object({ ...IdentityKey.entries, secret: v.string() });
export type NewIdentityKey = v.InferOutput<typeof NewIdentityKey>;

/** To make a key or end one: the asker's own password. */
export const KeyChange = v.object({ current: v.optional(v.pipe(v.string(), v.maxLength(200))) });
export type KeyChange = v.InferOutput<typeof KeyChange>;
