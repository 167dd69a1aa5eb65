import { createChineseSpelling } from "./chinese.ts";
import { createEnglishSpelling } from "./english.ts";

/** Writes a message as it is meant, where it is misspelt. */
export type Spelling = (text: string, language: "en" | "zh") => string;

/** Creates the function that mends spelling by how the examples of a knowledge are spelt. */
export async function createSpelling(texts: readonly string[]): Promise<Spelling> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const common = (dictionary as Record<string, string[]>)["diceware-common"] ?? [];
  const english = createEnglishSpelling(texts, common);
  const chinese = createChineseSpelling(texts);
  return (text, language) => (language === "zh" ? chinese(text) : english(text));
}
