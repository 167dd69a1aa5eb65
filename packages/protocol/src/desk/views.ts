import * as v from "valibot";
import { some, words, yes } from "../by-language.ts";
import { Id } from "../text.ts";

const names = some(words(64), 50);

/** Which conversations are meant: all conditions that are there hold, each by any of its values. */
export const DeskFilter = v.object({
  status: v.optional(v.pipe(v.array(v.picklist(["bot", "queued", "agent", "closed"])), v.maxLength(4))),
  inboxes: v.optional(names),
  channels: v.optional(names),
  /** Who has it: ids of members, or `me`, whoever looks. */
  agents: v.optional(names),
  tags: v.optional(names),
  /** What the visitor's client speaks, as tags; `zh` means all of them. */
  languages: v.optional(names),
  codes: v.optional(names),
  /** Only what is put aside, or only what is not. */
  snoozed: v.optional(yes),
  /** Only where the visitor has waited for a person, or for an answer, for so many minutes. */
  waitingMinutes: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))),
});
export type DeskFilter = v.InferOutput<typeof DeskFilter>;

export const DeskSort = v.picklist(["newest", "oldest", "waiting", "due"]);
export type DeskSort = v.InferOutput<typeof DeskSort>;

/** A filter that is kept by name, for oneself or for all of the team. */
export const DeskView = v.object({
  id: Id,
  name: v.pipe(words(60), v.nonEmpty("must not be empty")),
  filter: DeskFilter,
  sort: DeskSort,
  /** Everybody has it; else only who made it. */
  shared: yes,
  /** Who made it. */
  by: v.string(),
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});
export type DeskView = v.InferOutput<typeof DeskView>;
