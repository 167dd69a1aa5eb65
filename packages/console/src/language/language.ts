import type { Locale } from "@parley/protocol";
import { remembered } from "./remembered.ts";

const preferred: Locale = globalThis.navigator?.language?.toLowerCase().startsWith("zh") ? "zh-CN" : "en";

/** The language of the console. Everything that reads it changes with it. */
export const language = remembered<Locale>("language", preferred, ["en", "zh-CN"]);

/** Words in both languages; the answer gives those of the language in use. */
export function bilingual<Words extends object>(words: { en: Words; "zh-CN": NoInfer<Words> }): () => Words {
  return () => words[language.value];
}

/** The text in the language asked for, otherwise in the other one. */
export function inLanguage(text: { en: string; "zh-CN": string }, locale: Locale = language.value): string {
  return text[locale] || text.en || text["zh-CN"];
}
