import * as v from "valibot";
import { Author } from "./event.ts";

/** What a visitor looks for: in their own conversation, and among the articles of its inbox (SPEC Y9). */
export const FindRequest = v.object({
  words: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
  /** `before` of the page before: goes on there, without articles. */
  before: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
});
export type FindRequest = v.InferOutput<typeof FindRequest>;

/** What was found of what they were shown. */
export const FoundOwn = v.object({
  id: v.string(),
  seq: v.number(),
  at: v.number(),
  author: Author,
  /** What was said, or a part of it, and where in that it is found. */
  text: v.string(),
  marks: v.array(v.tuple([v.number(), v.number()])),
});
export type FoundOwn = v.InferOutput<typeof FoundOwn>;

const own = {
  /** The newest first. */
  said: v.array(FoundOwn),
  /** Where it goes on; absent at the end. */
  before: v.optional(v.number()),
};
export const OwnPage = v.object(own);
export type OwnPage = v.InferOutput<typeof OwnPage>;

/** With the articles that may answer, best first, three at most. */
export const Findings = v.object({
  ...own,
  articles: v.array(v.object({ id: v.string(), title: v.string(), text: v.string() })),
});
export type Findings = v.InferOutput<typeof Findings>;
