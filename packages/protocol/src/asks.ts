import * as v from "valibot";
import { Choice } from "./text.ts";
import { inEach, some, words, yes } from "./by-language.ts";
import { isAttribute, nearestWords } from "./nearest-words.ts";

/** Most that is asked before a chat: who is asked for more leaves. */
const MOST_FIELDS = 6;
const MOST_CHOICES = 20;

/** What may be asked. */
export const KINDS = ["text", "email", "phone", "choice"] as const;

/** Something that is asked of who wants to write, as an inbox has it. */
export const AskedField = v.pipe(
  v.object({
    field: v.pipe(
      v.string("must be name, email, phone or attributes.<name>"),
      v.regex(
        /^(name|email|phone|attributes\.(?!\$|(?:__proto__|prototype|constructor)$)[^.\0]{1,50})$/,
        "must be name, email, phone or attributes.<name>",
      ),
    ),
    required: v.optional(yes),
    /** What it is called, by language. Of name, e-mail and phone the widget has words of its own. */
    label: v.optional(inEach(words(100))),
    /** Of an attribute: what is written there; `text` unless told. */
    kind: v.optional(v.picklist(KINDS, `must be one of ${KINDS.join(", ")}`)),
    /** Of the kind `choice`, by language, in the same order in each. What is kept are the words of the language that stands first. */
    choices: v.optional(inEach(some(v.pipe(words(100), v.nonEmpty("must not be empty")), MOST_CHOICES))),
  }),
  v.forward(
    v.check(
      ({ field, label }) => !isAttribute(field) || nearestWords("en", label) !== undefined,
      "must say what is asked",
    ),
    ["label"],
  ),
  v.forward(
    v.check(
      ({ kind, choices }) => kind !== "choice" || haveSame(choices),
      "must be as many in each language, and some",
    ),
    ["choices"],
  ),
);
export type AskedField = v.InferOutput<typeof AskedField>;

function haveSame(choices: Readonly<Record<string, readonly string[]>> = {}): boolean {
  const counts = new Set(Object.values(choices).flatMap(({ length }) => (length > 0 ? [length] : [])));
  return counts.size === 1;
}

/** What an inbox asks of visitors before they write. */
export const AsksSettings = v.object({
  fields: v.optional(
    v.pipe(
      some(AskedField, MOST_FIELDS),
      v.check((all) => new Set(all.map(({ field }) => field)).size === all.length, "must not ask for the same twice"),
    ),
  ),
  consent: v.optional(
    v.object({
      /** To what they agree, by language: Markdown (SPEC C4), with links. */
      text: v.pipe(
        inEach(words(1000)),
        v.check((text) => nearestWords("en", text) !== undefined, "must say to what one agrees"),
      ),
      /** Whether nobody may write who has not agreed. */
      required: v.optional(yes),
    }),
  ),
});
export type AsksSettings = v.InferOutput<typeof AsksSettings>;

/** One of what is asked, as a client shows it. */
export const Asked = v.object({
  field: v.string(),
  kind: v.picklist(KINDS),
  /** Absent where the client has its own words. */
  label: v.optional(v.string()),
  choices: v.optional(v.array(Choice)),
  required: v.optional(v.literal(true)),
});
export type Asked = v.InferOutput<typeof Asked>;

/** What is still asked of a visitor, in their language (SPEC Q1). */
export const Asks = v.object({
  fields: v.array(Asked),
  consent: v.optional(
    v.object({
      /** Names the exact words. */
      version: v.string(),
      text: v.string(),
      required: v.optional(v.literal(true)),
    }),
  ),
});
export type Asks = v.InferOutput<typeof Asks>;

/** A visitor agrees to words that they were shown. */
export const Agreement = v.object({ version: v.pipe(v.string(), v.maxLength(100)) });
export type Agreement = v.InferOutput<typeof Agreement>;
