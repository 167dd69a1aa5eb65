import * as v from "valibot";
import { Suggestion } from "./copilot.ts";
import { Text } from "./text.ts";

/** What a language model may be asked for, each by itself (SPEC G5). */
export const LanguageModelUses = v.object({ drafts: v.boolean(), translation: v.boolean() });
export type LanguageModelUses = v.InferOutput<typeof LanguageModelUses>;

const Address = v.union([
  v.literal(""),
  v.pipe(
    v.string(),
    v.trim(),
    v.maxLength(300),
    v.url("must be an address that begins with https:// or http://"),
    v.regex(/^https?:\/\/[^@?#]+$/, "must be an address that begins with https:// or http://"),
  ),
]);

/** Which model is asked, and for what: what is below `address` speaks the format of OpenAI's chat completions. Without an address none is. */
export const LanguageModelSettings = v.object({
  address: Address,
  model: v.pipe(v.string(), v.trim(), v.maxLength(100)),
  ...LanguageModelUses.entries,
});
export type LanguageModelSettings = v.InferOutput<typeof LanguageModelSettings>;

/** A change by who saw `version`. A `key` takes the place of the one before, an empty one removes it; without it that one stays, unless another house is asked. */
export const LanguageModelChange = v.object({
  version: v.number(),
  value: v.object({
    ...LanguageModelSettings.entries,
    key: v.optional(
      v.pipe(v.string(), v.trim(), v.maxLength(500), v.regex(/^[\x21-\x7e]*$/, "must have no blanks in it")),
    ),
  }),
});
export type LanguageModelChange = v.InferOutput<typeof LanguageModelChange>;

/** How often it was asked on a day (of UTC). Of what is not kept. */
export const LanguageModelDay = v.object({
  day: v.string(),
  drafts: v.number(),
  translations: v.number(),
  failed: v.number(),
});
export type LanguageModelDay = v.InferOutput<typeof LanguageModelDay>;

/** As it is set up; the key is shown to nobody. */
export const LanguageModelKept = v.object({
  version: v.number(),
  value: LanguageModelSettings,
  hasKey: v.boolean(),
  days: v.array(LanguageModelDay),
});
export type LanguageModelKept = v.InferOutput<typeof LanguageModelKept>;

/** A reply that nobody has sent, and what it was made from. */
export const Drafted = v.object({ text: v.string(), sources: v.array(v.pick(Suggestion, ["kind", "title"])) });
export type Drafted = v.InferOutput<typeof Drafted>;

/** A message of the conversation for whoever reads it, in their language; or words for its visitor, in the visitor's. */
export const TranslationAsked = v.union([v.strictObject({ seq: v.number() }), v.strictObject({ text: Text })]);
export type TranslationAsked = v.InferOutput<typeof TranslationAsked>;

export const Translated = v.object({ text: v.string() });
export type Translated = v.InferOutput<typeof Translated>;
