import * as v from "valibot";

/** Ways to reach a device whose chat is away: Web Push of browsers, Firebase Cloud Messaging, Apple's service. */
export const PUSH_KINDS = ["web", "fcm", "apns"] as const;
export const PushKind = v.picklist(PUSH_KINDS);
export type PushKind = v.InferOutput<typeof PushKind>;

/** Where a device is reached, as its platform says. */
export const PushTarget = v.variant("kind", [
  v.object({
    kind: v.literal("web"),
    endpoint: v.pipe(v.string(), v.maxLength(1_000), v.regex(/^https?:\/\/\S+$/)),
    /** The browser's keys, base64url: a point of P-256, and 16 bytes. */
    p256dh: v.pipe(v.string(), v.regex(/^[\w-]{87}=?$/)),
    auth: v.pipe(v.string(), v.regex(/^[\w-]{22}(?:==)?$/)),
  }),
  v.object({ kind: v.literal("fcm"), token: v.pipe(v.string(), v.regex(/^[\w:.%-]{20,2000}$/)) }),
  v.object({ kind: v.literal("apns"), token: v.pipe(v.string(), v.regex(/^[\da-fA-F]{32,200}$/)) }),
]);
export type PushTarget = v.InferOutput<typeof PushTarget>;

/** Asks what there is, or to be told on this device while no chat of theirs is open. */
export const Subscribe = v.object({
  target: v.optional(PushTarget),
  /** What is opened when the notice is touched: a page, or what an app makes of it. */
  url: v.optional(v.pipe(v.string(), v.maxLength(2_000), v.regex(/^[a-z][\w+.-]*:/i))),
});
export type Subscribe = v.InferOutput<typeof Subscribe>;

export const Unsubscribe = v.object({ target: PushTarget });
export type Unsubscribe = v.InferOutput<typeof Unsubscribe>;

/** What an inbox can tell by; `key` is what a browser subscribes with (`applicationServerKey`). */
export const PushOffer = v.object({ kinds: v.array(PushKind), key: v.optional(v.string()) });
export type PushOffer = v.InferOutput<typeof PushOffer>;

/** `GET /api/inboxes/:id/push` */
export const PushState = v.object({
  ...PushOffer.entries,
  /** Devices that are told. */
  devices: v.number(),
  /** What went wrong last. */
  error: v.optional(v.object({ at: v.number(), says: v.string() })),
});
export type PushState = v.InferOutput<typeof PushState>;

const ADDRESS = "must be mailto: and an address, or a https: page";
const TEN = "must be ten letters and digits";
const TOPIC = "must be the app's bundle id";

/** How an inbox tells who is away: its part of the settings of the web. */
export const PushSettings = v.object({
  /** The first words of what was said, or none of them (as it is unless told). */
  shows: v.optional(v.picklist(["none", "words"], "must be none or words")),
  /** Whom push services may write to: `mailto:` or `https:`. */
  contact: v.optional(
    v.pipe(v.string(ADDRESS), v.maxLength(200, ADDRESS), v.regex(/^(?:mailto:\S+@\S+|https:\/\/\S+)$/, ADDRESS)),
  ),
  /** Of an app for iOS; its key is the secret `apns`. */
  apns: v.optional(
    v.object({
      keyId: v.pipe(v.string(TEN), v.regex(/^\w{10}$/, TEN)),
      teamId: v.pipe(v.string(TEN), v.regex(/^\w{10}$/, TEN)),
      topic: v.pipe(v.string(TOPIC), v.regex(/^[\w.-]{1,200}$/, TOPIC)),
      sandbox: v.optional(v.boolean("must be yes or no")),
    }),
  ),
});
export type PushSettings = v.InferOutput<typeof PushSettings>;
