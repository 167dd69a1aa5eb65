import * as v from "valibot";
import { AgentRef } from "../event.ts";
import { Id, Text } from "../text.ts";

/** What somebody of the team wants to happen at a time: a message of theirs is sent, or they are reminded. */
export const Planned = v.object({
  id: v.string(),
  conversationId: v.string(),
  kind: v.picklist(["message", "reminder"]),
  agent: AgentRef,
  text: v.string(),
  /** When, in milliseconds since 1970. */
  at: v.number(),
  version: v.number(),
  /** Why it could not be sent. It stays until somebody changes or removes it. */
  problem: v.optional(v.string()),
});
export type Planned = v.InferOutput<typeof Planned>;

const place = { conversationId: v.string(), id: Id };

/** Plans it, or changes what is planned: `version` is the one that was seen, 0 for a new one. */
export const Plan = v.object({
  ...place,
  kind: v.picklist(["message", "reminder"]),
  text: Text,
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type Plan = v.InferOutput<typeof Plan>;

export const Unplan = v.object(place);
export type Unplan = v.InferOutput<typeof Unplan>;
