import * as v from "valibot";
import { InboxItem } from "../agent.ts";
import { DeskFilter, DeskSort } from "./views.ts";

const after = {
  before: v.optional(v.pipe(v.number(), v.safeInteger())),
  beforeId: v.optional(v.pipe(v.string(), v.maxLength(64))),
};

/** `POST /api/desk/conversations`: which ones, and after which. */
export const DeskAsked = v.object({
  filter: DeskFilter,
  sort: DeskSort,
  ...after,
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200))),
});
export type DeskAsked = v.InferOutput<typeof DeskAsked>;

/** Where `next` is there, more may follow on it, though there be none on this page. */
export const DeskPage = v.object({
  items: v.array(InboxItem),
  next: v.optional(v.object({ before: v.number(), beforeId: v.string() })),
});
export type DeskPage = v.InferOutput<typeof DeskPage>;
