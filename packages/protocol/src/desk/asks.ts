import * as v from "valibot";
import { Id } from "../text.ts";

const place = { conversationId: v.string(), id: Id };

/** `code`: what it was about, of the team's list. */
export const CloseConversation = v.object({
  ...place,
  code: v.optional(v.pipe(v.string(), v.maxLength(40))),
});
export type CloseConversation = v.InferOutput<typeof CloseConversation>;

export const TagConversation = v.object({
  ...place,
  tag: v.pipe(v.string(), v.maxLength(40)),
  on: v.boolean(),
});
export type TagConversation = v.InferOutput<typeof TagConversation>;

/** Without a time it comes back when the visitor writes, which ends it in any case. */
export const SnoozeConversation = v.object({
  ...place,
  until: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
});
export type SnoozeConversation = v.InferOutput<typeof SnoozeConversation>;

/** It goes on in `into`, another conversation of the same contact. */
export const MergeConversation = v.object({ ...place, into: v.string() });
export type MergeConversation = v.InferOutput<typeof MergeConversation>;
