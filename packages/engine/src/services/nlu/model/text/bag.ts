import { tokenise } from "./tokens.ts";

/** The words of a text, or its Chinese characters, without punctuation; one number is as good as another. */
export function wordsOf(text: string): string[] {
  return tokenise(text).flatMap((token) => (/^[\p{L}\p{M}\p{N}']/u.test(token) ? token.replace(/^0+$/, "0") : []));
}

/** Words whatever order they are in: two texts with the same say much the same. */
export const bagOf = (words: readonly string[]): string => words.toSorted().join(" ");
