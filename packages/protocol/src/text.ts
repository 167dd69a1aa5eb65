import * as v from "valibot";

/** Characters a message may have; counted in UTF-16 code units, as `String.length` does. */
export const MAX_TEXT_LENGTH = 4000;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const plain = (text: string) => text.replace(LONE_SURROGATE, "\uFFFD").replaceAll("\0", "\uFFFD");

/** Chosen by the sender, so that what is sent again is recognised as the same. */
export const Id = v.pipe(v.string(), v.regex(/^[\w-]{8,64}$/, "must be 8 to 64 letters, digits, _ or -"));

/** Interface languages. What visitors write may be in any. */
export const Locale = v.picklist(["en", "zh-CN"]);
export type Locale = v.InferOutput<typeof Locale>;

/** What people type: not empty, at most `MAX_TEXT_LENGTH`. NUL and lone surrogates, which not every storage can keep, become U+FFFD. */
export const Text = v.pipe(
  v.string(),
  v.transform((text) => plain(text).trim()),
  v.nonEmpty("must not be empty"),
  v.maxLength(MAX_TEXT_LENGTH, `must not be longer than ${MAX_TEXT_LENGTH} characters`),
);

/**
 * Something the visitor may pick. `value` is `intent:<id>`, `article:<id>`, `human`, `none` (of these), `bot` (no person any more),
 * or free text to send.
 */
export const Choice = v.object({ label: v.string(), value: v.pipe(v.string(), v.maxLength(200)) });
export type Choice = v.InferOutput<typeof Choice>;

/** The same of one line, at most so long. */
/* @__NO_SIDE_EFFECTS__ */
export const line = (most: number) =>
  v.pipe(
    v.string("must be words"),
    v.transform((text) => plain(text).replaceAll(/\s+/g, " ").trim()),
    v.nonEmpty("must not be empty"),
    v.maxLength(most, `at most ${most} characters`),
  );
