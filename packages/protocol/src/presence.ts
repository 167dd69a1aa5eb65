import * as v from "valibot";
import { AgentRef } from "./event.ts";

export const Availability = v.picklist(["available", "away"]);
export type Availability = v.InferOutput<typeof Availability>;

/** Whether one takes conversations; who does not may say why, such as a break. */
export const SetAvailability = v.object({
  availability: Availability,
  reason: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(60))),
});
export type SetAvailability = v.InferOutput<typeof SetAvailability>;

/** An agent who has the console open, on any node. */
export const Presence = v.object({
  agent: AgentRef,
  availability: Availability,
  /** Why they are away, in their words, and since when. */
  away: v.optional(v.object({ reason: v.optional(v.string()), since: v.optional(v.number()) })),
  /** How many he has, and may have at once if there is a limit. */
  conversations: v.number(),
  capacity: v.optional(v.number()),
  /** The inboxes that they see; absent: all. */
  inboxes: v.optional(v.array(v.string())),
});
export type Presence = v.InferOutput<typeof Presence>;
