import { isEnglish } from "./english.ts";

const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{Script=Latin}][\p{Script=Latin}\p{M}'’]*/gu;
/** English words that only sentences have; product names between Chinese characters do not make a text English. */
const GLUE =
  /\b(?:a|an|the|is|are|am|was|do|does|did|can|could|will|would|should|i|i'm|you|we|they|it|my|your|our|me|to|of|in|on|at|for|from|with|and|or|not|no|how|what|where|when|why|who|which|this|that|have|has|want|need|please)\b/giu;
/** Addresses, and what has digits in it, such as an order number or a model, are in no language. Chinese has no spaces around them. */
const NO_LANGUAGE =
  /(?:https?:\/\/|www\.)\S+|\S+@\S+|\S+\.(?:com|cn|net|org|io|shop)\b\S*|[\p{Script=Latin}\p{N}_#-]*\p{N}[\p{Script=Latin}\p{N}_-]*/giu;
/** What has none of these has none of those. */
const SIGN_OF_THEM = /[\p{N}@.:]/u;

/** Characters that are enough to tell; a long text is not read to its end. */
const ENOUGH = 500;

/**
 * The language a text is written in. `otherwise` is that of the conversation so far: it stays unless the text is a sentence of the
 * other language. Numbers, emoji, names, pinyin and gibberish change nothing.
 */
export function languageOf(text: string, otherwise: "en" | "zh" = "en"): "en" | "zh" {
  const first = text.slice(0, ENOUGH);
  const start = SIGN_OF_THEM.test(first) ? first.replaceAll(NO_LANGUAGE, " ") : first;
  const han = count(start, HAN);
  const words = start.match(WORD) ?? [];
  if (han === 0) return words.length > 0 && isEnglish(words) ? "en" : otherwise;
  const glue = words.length > 0 ? count(start, GLUE) : 0;
  return glue > 0 && words.length + glue > han ? "en" : "zh";
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
