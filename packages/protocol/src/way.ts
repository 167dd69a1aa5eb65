import * as v from "valibot";
import { AgentRef } from "./event.ts";
import { ReplyWindow } from "./reply-window.ts";

/** Where somebody can be answered: a conversation of their contact's, and how it stands there (SPEC X7). */
export const Way = v.object({
  conversationId: v.string(),
  inboxId: v.string(),
  /** Of the inbox. */
  name: v.string(),
  channel: v.string(),
  status: v.picklist(["bot", "queued", "agent", "closed"]),
  /** Who has it. */
  agent: v.optional(AgentRef),
  /** When they last wrote there; absent where they have not, or long ago. */
  wrote: v.optional(v.number()),
  /** The inbox is switched off. */
  off: v.optional(v.literal(true)),
  /** Where their platform limits when they may be written to: until when, and how many messages more. */
  window: v.optional(v.object({ ...ReplyWindow.entries, until: v.number(), left: v.optional(v.number()) })),
});
export type Way = v.InferOutput<typeof Way>;
