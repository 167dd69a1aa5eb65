import { type Conversation, type MessageEvent, PushTarget } from "@parley/protocol";
import * as v from "valibot";

const conversationId = v.string();

/** A notice that may be due: of which device, and up to which number of which log. */
const Waiting = v.object({
  id: v.string(),
  conversationId,
  inboxId: v.string(),
  seq: v.number(),
  /** When it was said. Milliseconds since 1970. */
  at: v.number(),
});
export type Waiting = v.InferOutput<typeof Waiting>;

/** A notice that is to be sent now. */
export interface Notice {
  target: PushTarget;
  url?: string;
  conversation: Conversation;
  /** What was said last, and how much of it the visitor has not read. */
  event: MessageEvent;
  unread: number;
}
const isNotice = (value: unknown) => typeof value === "object" && value !== null && "target" in value;

/** What came of handing a notice to its platform. */
export const PushResult = v.variant("is", [
  v.object({ is: v.literal("sent") }),
  /** The platform knows no such device any more. */
  v.object({ is: v.literal("gone") }),
  /** Not now: `after` milliseconds, or when the engine thinks best. */
  v.object({ is: v.literal("later"), reason: v.string(), after: v.optional(v.number()) }),
  v.object({ is: v.literal("refused"), reason: v.string() }),
]);
export type PushResult = v.InferOutput<typeof PushResult>;

/** A chat that may have to be continued elsewhere: since when something was said there that its visitor has not seen. */
const Missed = v.object({ conversationId, seq: v.number(), at: v.number() });
export type Missed = v.InferOutput<typeof Missed>;

/** What a visitor has missed, the oldest first. */
export interface MissedWords {
  conversation: Conversation;
  events: MessageEvent[];
}
const isMissed = (value: unknown) => typeof value === "object" && value !== null && "events" in value;

/** What came of sending it on. */
export const SentOn = v.variant("is", [
  /** It is about to be: `to` may answer there. */
  v.object({ is: v.literal("sending"), to: v.string() }),
  v.object({ is: v.literal("sent") }),
  v.object({ is: v.literal("failed") }),
  /** Not now: in so many milliseconds, or when the engine thinks best. */
  v.object({ is: v.literal("later"), after: v.optional(v.number()) }),
]);
export type SentOn = v.InferOutput<typeof SentOn>;

/** Whose a device is: the browser's or app's session, which is never stored as it is. */
const session = v.string();
const inboxId = v.string();

/** What the dialog service keeps of devices that are told of answers, and of chats that are continued elsewhere when their visitor is away. */
export const pushCalls = {
  /** Has a device told of what is said in a conversation. One of an inbox is told of one conversation, the last. */
  subscribe: {
    input: v.object({
      conversationId,
      inboxId,
      session,
      target: PushTarget,
      url: v.optional(v.string()),
    }),
    output: v.object({}),
    repeatable: true,
  },
  /** Has told no more: one device of a session, all of it, or all of a conversation. */
  unsubscribe: {
    input: v.object({
      conversationId: v.optional(v.string()),
      inboxId: v.optional(v.string()),
      session: v.optional(session),
      target: v.optional(PushTarget),
    }),
    output: v.object({}),
    repeatable: true,
  },
  /** A session's devices are told of another conversation, as whoever has them is somebody else by now. */
  moveDevices: {
    input: v.object({ inboxId, from: session, to: session, conversationId }),
    output: v.object({}),
    repeatable: true,
  },
  /** How many devices of an inbox are told. */
  devices: { input: v.object({ inboxId }), output: v.object({ count: v.number() }), repeatable: true },
  /** Some of the notices for which it may be time: something was said that their visitors have not read. */
  waitingPushes: { input: v.object({}), output: v.array(Waiting), repeatable: true },
  /** Takes one of them: nobody else gets it for half a minute, by when `pushed` has to be called. Nothing where somebody was first, or it was read. */
  takePush: {
    input: v.object({ id: v.string(), seq: v.number() }),
    output: v.object({ notice: v.optional(v.custom<Notice>(isNotice)) }),
  },
  /** Says what came of it. */
  pushed: {
    input: v.object({ id: v.string(), seq: v.number(), result: PushResult }),
    output: v.object({}),
    repeatable: true,
  },
  /** Some of the chats of inboxes for which it may be time. */
  missed: { input: v.object({ inboxIds: v.array(v.string()) }), output: v.array(Missed), repeatable: true },
  /** Takes what was missed in one of them: nobody else gets it for a minute, by when `sentOn` has to be called. Nothing where somebody was first, or it was read. */
  takeMissed: {
    input: v.object({ conversationId }),
    output: v.object({ missed: v.optional(v.custom<MissedWords>(isMissed)) }),
  },
  /** Says what came of it, up to a number of the log. */
  sentOn: {
    input: v.object({ conversationId, seq: v.number(), result: SentOn }),
    output: v.object({}),
    repeatable: true,
  },
  /** Who was sent something of a chat last, and may answer it there. */
  continuedWith: {
    input: v.object({ conversationId }),
    output: v.object({ to: v.optional(v.string()) }),
    repeatable: true,
  },
};
