import * as v from "valibot";
import { some, words, yes } from "../by-language.ts";

/** What tags may look like; each is readable in light and dark. */
export const TAG_COLOURS = ["grey", "red", "orange", "green", "teal", "blue", "purple", "pink"] as const;

const Key = v.pipe(v.string("must be words"), v.regex(/^[\w-]{1,40}$/, "must be letters, digits, - and _, at most 40"));
const Name = v.pipe(words(40), v.nonEmpty("must not be empty"));

/** A word of the team's for conversations. Its id stays where its name changes. */
export const DeskTag = v.object({
  id: Key,
  name: Name,
  colour: v.picklist(TAG_COLOURS, `must be one of ${TAG_COLOURS.join(", ")}`),
});
export type DeskTag = v.InferOutput<typeof DeskTag>;

/** What a conversation was about, in the end. */
export const WrapUpCode = v.object({ id: Key, name: Name });
export type WrapUpCode = v.InferOutput<typeof WrapUpCode>;

const once = (list: { id: string }[]) => new Set(list.map(({ id }) => id)).size === list.length;
const ONCE = "must name each id once";

/** What the team sorts its work by. */
export const DeskSettings = v.object({
  tags: v.pipe(
    some(DeskTag, 200),
    v.check((tags) => once(tags), ONCE),
  ),
  codes: v.pipe(
    some(WrapUpCode, 100),
    v.check((codes) => once(codes), ONCE),
  ),
  /** Whether agents have to say one of the codes when they close. */
  codeRequired: v.optional(yes),
});
export type DeskSettings = v.InferOutput<typeof DeskSettings>;
