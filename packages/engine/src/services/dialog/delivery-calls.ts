import { type Conversation, Delivery, DeliveryCause, type MessageEvent, variant } from "@parley/protocol";
import * as v from "valibot";

const Reason = v.pipe(
  v.string(),
  v.transform((reason) => reason.slice(0, 300)),
);
const Why = { reason: Reason, cause: v.optional(DeliveryCause) };

/** What came of handing a message to its channel. Reasons are cut behind 300 characters. */
export const SendResult = variant("is", [
  v.object({ is: v.literal("sent"), externalId: v.optional(v.string()) }),
  /** Not now: to be tried again, at a time (milliseconds since 1970) or when the engine thinks best. */
  v.object({ is: v.literal("later"), at: v.optional(v.number()), ...Why }),
  v.object({ is: v.literal("blocked"), ...Why }),
  v.object({ is: v.literal("failed"), ...Why }),
]);
export type SendResult = v.InferOutput<typeof SendResult>;

/** A message that is to be handed to its channel now. */
export interface Outgoing {
  conversation: Conversation;
  event: MessageEvent;
  /** This one counted in. */
  attempts: number;
}
const isOutgoing = (value: unknown) => typeof value === "object" && value !== null && "event" in value;

const Named = v.object({ conversationId: v.string(), id: v.string() });

export const deliveries = {
  /**
   * Takes what is to be sent on these channels now, at most one message of a conversation and each for one taker: nobody else gets
   * it for half a minute, of a file for some, by when `sent` has to be called. With a conversation, only what is to be sent in it.
   */
  outgoing: {
    input: v.object({ channels: v.array(v.string()), conversationId: v.optional(v.string()) }),
    output: v.array(v.custom<Outgoing>(isOutgoing)),
    repeatable: true,
  },
  /** Says what came of sending a message. Resolves to where it stands. */
  sent: {
    input: v.object({ ...Named.entries, result: SendResult }),
    output: v.object({ delivery: v.optional(Delivery) }),
    repeatable: true,
  },
  /** What a platform says later of what it was sent. States never go back. Resolves to nothing if nobody sent that. */
  receipt: {
    input: v.object({
      inboxId: v.string(),
      externalId: v.string(),
      state: v.picklist(["delivered", "read", "failed"]),
      reason: v.optional(Reason),
    }),
    output: v.object({ delivery: v.optional(Delivery) }),
    repeatable: true,
  },
  /** Where the messages of a conversation stand, by number. */
  deliveries: {
    input: v.object({ conversationId: v.string(), after: v.optional(v.number()) }),
    output: v.array(Delivery),
    repeatable: true,
  },
  /** Tries again what was blocked or failed. */
  resend: { input: Named, output: v.object({ delivery: v.optional(Delivery) }), repeatable: true },
};
