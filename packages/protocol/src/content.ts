import * as v from "valibot";
import { FileRef, SharedFile } from "./file.ts";
import { variant } from "./variant.ts";

/** Characters a message may have; counted in UTF-16 code units, as `String.length` does. */
export const MAX_TEXT_LENGTH = 4000;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Chosen by the sender, so that what is sent again is recognised as the same. */
export const Id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, "must be 8 to 64 letters, digits, _ or -"));

/** Interface languages. What visitors write may be in any. */
export const Locale = v.picklist(["en", "zh-CN"]);
export type Locale = v.InferOutput<typeof Locale>;

/** What people type: not empty, at most `MAX_TEXT_LENGTH`. NUL and lone surrogates, which not every storage can keep, become U+FFFD. */
export const Text = v.pipe(
  v.string(),
  v.transform((text) => text.replace(LONE_SURROGATE, "\uFFFD").replaceAll("\0", "\uFFFD").trim()),
  v.nonEmpty("must not be empty"),
  v.maxLength(MAX_TEXT_LENGTH, `must not be longer than ${MAX_TEXT_LENGTH} characters`),
);

/**
 * Something the visitor may pick. `value` is `intent:<id>`, `article:<id>`, `human`, `none` (of these), `bot` (no person any more),
 * or free text to send.
 */
export const Choice = v.object({ label: v.string(), value: v.pipe(v.string(), v.maxLength(200)) });
export type Choice = v.InferOutput<typeof Choice>;

/** The article an answer came from. */
export const Source = v.object({
  articleId: v.string(),
  title: v.string(),
  /** The sentences of the article that answer, if the answer was found by search. */
  passage: v.optional(v.string()),
});
export type Source = v.InferOutput<typeof Source>;

const Picked = v.object({ type: v.literal("choice"), text: Text, value: Choice.entries.value });

/** A message that was left while nobody was there (SPEC C6), with what else was written in its form. `text` has all of it in words. */
const Left = v.object({
  type: v.literal("left"),
  text: Text,
  fields: v.optional(
    v.pipe(
      v.array(
        v.object({
          field: v.pipe(v.string(), v.maxLength(61)),
          value: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(200)),
        }),
      ),
      v.maxLength(6),
    ),
  ),
});

/** A file as it is sent (SPEC C7): what it is, the engine knows; `text` becomes its name. */
export const SentFile = v.object({ type: v.literal("file"), text: Text, file: FileRef });
export type SentFile = v.InferOutput<typeof SentFile>;

/** A file as it was said. `text` is its name. */
export const FileContent = v.object({ type: v.literal("file"), text: Text, file: SharedFile });
export type FileContent = v.InferOutput<typeof FileContent>;

/** What a visitor may say: words, one of the choices offered, what they leave while nobody is there, or a file. */
export const VisitorContent = variant("type", [
  v.object({ type: v.literal("text"), text: Text }),
  Picked,
  Left,
  SentFile,
]);
export type VisitorContent = v.InferOutput<typeof VisitorContent>;

const Said = v.object({
  type: v.literal("text"),
  text: Text,
  choices: v.optional(v.pipe(v.array(Choice), v.maxLength(10))),
  source: v.optional(Source),
  /** Said in passing: there is nothing in it that could have helped. */
  aside: v.optional(v.literal(true)),
});

/** What an agent may say. `text` is a subset of Markdown (SPEC C4), but for a file's. */
export const AgentContent = variant("type", [Said, Picked, SentFile]);
export type AgentContent = v.InferOutput<typeof AgentContent>;

/** What anybody may want to say. */
export const SentContent = variant("type", [Said, Picked, Left, SentFile]);
export type SentContent = v.InferOutput<typeof SentContent>;

/** What anybody may say. Clients show the `text` of whatever they do not know (SPEC C5). */
export const Content = variant("type", [Said, Picked, Left, FileContent]);
export type Content = v.InferOutput<typeof Content>;
