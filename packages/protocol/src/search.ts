import * as v from "valibot";
import { Author } from "./event.ts";
import { Visitor } from "./agent.ts";

/** What was found in a conversation (SPEC Y3). */
export const FoundWords = v.object({
  conversationId: v.string(),
  inboxId: v.string(),
  visitorId: v.string(),
  /** The conversation's now. */
  status: v.picklist(["bot", "queued", "agent", "closed"]),
  seq: v.number(),
  id: v.string(),
  at: v.number(),
  kind: v.picklist(["message", "note", "rated"]),
  author: Author,
  /** What was said, or a part of it, and where in that it is found. */
  text: v.string(),
  marks: v.array(v.tuple([v.number(), v.number()])),
});
export type FoundWords = v.InferOutput<typeof FoundWords>;

const page = {
  hits: v.array(FoundWords),
  /** Where it goes on; absent at the end. A page may have fewer than asked for, or none, and yet go on. */
  next: v.optional(v.string()),
  /** What was said before is still being read: some of it may be missing. */
  building: v.optional(v.literal(true)),
};
export const FoundPage = v.object(page);
export type FoundPage = v.InferOutput<typeof FoundPage>;

/** A page of what was found, with the people who it was said by or to. */
export const SearchPage = v.object({ ...page, visitors: v.array(Visitor) });
export type SearchPage = v.InferOutput<typeof SearchPage>;
