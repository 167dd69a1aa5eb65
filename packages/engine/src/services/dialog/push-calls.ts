import { type Conversation, type MessageEvent, PushTarget } from "@parley/protocol";
import * as v from "valibot";

/** A notice that may be due: of which device, and up to which number of which log. */
const Waiting = v.object({
  id: v.string(),
  conversationId: v.string(),
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

/** Whose a device is: the browser's or app's session, which is never stored as it is. */
const session = v.string();
const inboxId = v.string();

/** What the dialog service keeps of devices that are told of answers. */
export const pushCalls = {
  /** Has a device told of what is said in a conversation. One of an inbox is told of one conversation, the last. */
  subscribe: {
    input: v.object({
      conversationId: v.string(),
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
    input: v.object({ inboxId, from: session, to: session, conversationId: v.string() }),
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
};
