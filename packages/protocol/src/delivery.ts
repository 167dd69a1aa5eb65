import * as v from "valibot";

/**
 * Where a message stands that is for a channel which cannot ask for it (SPEC X3). `blocked`: the platform does not let it through
 * now; `failed`: it never will.
 */
export const DeliveryState = v.picklist(["waiting", "sent", "delivered", "read", "failed", "blocked"]);
export type DeliveryState = v.InferOutput<typeof DeliveryState>;

/** Why the engine has not got a message out, where it is not the platform that says so: for clients to put into words. */
export const DeliveryCause = v.picklist(["notConnected", "nobody", "noAnswer", "expired", "window"]);
export type DeliveryCause = v.InferOutput<typeof DeliveryCause>;

/** One message on its way out of the house. */
export const Delivery = v.object({
  conversationId: v.string(),
  /** Of the event, and its place in the log. */
  id: v.string(),
  seq: v.number(),
  state: DeliveryState,
  /** How often it was handed to the channel. More than one: where the platform cannot tell, it may have come twice. */
  attempts: v.number(),
  /** What the platform calls it. */
  externalId: v.optional(v.string()),
  /** Why it is not there, or has not been sent yet: the platform's words, or the channel's. */
  reason: v.optional(v.string()),
  cause: v.optional(DeliveryCause),
  /** How often it has changed; absent: never. Of two, the one with more is newer, whatever `at` says: clocks differ. */
  version: v.optional(v.number()),
  /** Milliseconds since 1970 of the last change. */
  at: v.number(),
});
export type Delivery = v.InferOutput<typeof Delivery>;
