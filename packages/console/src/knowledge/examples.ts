import type { Intent } from "@parley/protocol";

export type ExampleProblem =
  | { type: "duplicate"; line: number; text: string; of: number }
  /** The same words are an example of another intent: the model cannot tell them apart. */
  | { type: "contradiction"; line: number; text: string; intent: string }
  | { type: "tooLong"; line: number; text: string };

export interface ExampleCheck {
  examples: string[];
  chinese: number;
  english: number;
  problems: ExampleProblem[];
}

/** Longer than any utterance of use; the engine takes at most 4,000 characters as a message. */
const LONGEST = 400;

/** The examples in a text with one per line, how many there are in each language, and what is wrong with them. */
export function checkExamples(text: string, id: string, intents: readonly Intent[]): ExampleCheck {
  const elsewhere = new Map(
    intents
      .filter((intent) => intent.id !== id)
      .flatMap((intent) => intent.examples.map((one) => [fold(one), intent.id])),
  );
  const seen = new Map<string, number>();
  const check: ExampleCheck = { examples: [], chinese: 0, english: 0, problems: [] };
  for (const [index, raw] of text.split("\n").entries()) {
    const words = raw.trim();
    if (!words) continue;
    const line = index + 1;
    const folded = fold(words);
    const of = seen.get(folded);
    const intent = elsewhere.get(folded);
    if (of !== undefined) check.problems.push({ type: "duplicate", line, text: words, of });
    if (intent !== undefined) check.problems.push({ type: "contradiction", line, text: words, intent });
    if (words.length > LONGEST) check.problems.push({ type: "tooLong", line, text: words });
    if (of === undefined) seen.set(folded, line);
    check.examples.push(words);
    if (isChinese(words)) check.chinese++;
    else check.english++;
  }
  return check;
}

/** The text without the lines that say again what an earlier one says. */
export function withoutDuplicates(text: string): string {
  const seen = new Set<string>();
  return text
    .split("\n")
    .filter((line) => {
      const folded = fold(line);
      if (!folded) return true;
      const again = seen.has(folded);
      seen.add(folded);
      return !again;
    })
    .join("\n");
}

/** Whether an utterance counts as Chinese: it has Chinese characters. */
function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

/** Utterances that differ only in width, case, punctuation or spaces are the same to the model. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]+/gu, " ")
    .trim();
}
