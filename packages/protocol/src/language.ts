import * as v from "valibot";

/** Characters of a language tag at most: that of the longest that are in use (RFC 5646, section 4.4.1). */
const LONGEST = 35;

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

/** A language, as a BCP 47 tag: `en`, `zh-Hant`, `pt-BR`. It is kept as it is usually written. */
export const LanguageTag = v.pipe(
  v.string(),
  v.maxLength(LONGEST, `must not be longer than ${LONGEST} characters`),
  v.check((tag) => canonical(tag) !== undefined, "must be a language tag such as en or zh-Hant (BCP 47)"),
  v.transform((tag) => canonical(tag) ?? tag),
);
export type LanguageTag = v.InferOutput<typeof LanguageTag>;

/** The language that a visitor's client speaks. A page may name anything as its own: what is no tag counts as `en`. */
export const SpokenLanguage = v.pipe(
  v.string(),
  v.transform((tag): LanguageTag => (tag.length <= LONGEST && canonical(tag)) || "en"),
);
