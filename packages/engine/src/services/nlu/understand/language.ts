const HAN = /\p{Script=Han}/gu;
const WORD = /[\p{Script=Latin}][\p{Script=Latin}\p{M}'’]*/gu;
/** English words that only sentences have; product names between Chinese characters do not make a text English. */
const GLUE =
  /\b(?:a|an|the|is|are|am|was|do|does|did|can|could|will|would|should|i|i'm|you|we|they|it|my|your|our|me|to|of|in|on|at|for|from|with|and|or|not|no|how|what|where|when|why|who|which|this|that|have|has|want|need|please)\b/giu;

/** Characters that are enough to tell; a long text is not read to its end. */
const ENOUGH = 500;

/** The language a text is written in; `otherwise` for one without letters, such as a number or an emoji. */
export function languageOf(text: string, otherwise: "en" | "zh" = "en"): "en" | "zh" {
  const start = text.slice(0, ENOUGH);
  const han = count(start, HAN);
  const words = count(start, WORD);
  if (han === 0) return words > 0 ? "en" : otherwise;
  const glue = words > 0 ? count(start, GLUE) : 0;
  return glue > 0 && words + glue > han ? "en" : "zh";
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
