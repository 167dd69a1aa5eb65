import { normalise } from "../../../../text/normalise.ts";

/** Tokens of a message that are read; what comes after them is ignored. */
export const MAX_TOKENS = 600;

const MAX_CHARACTERS = 4_000;
const TOKEN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{M}\p{N}'])+|\p{Extended_Pictographic}|[?!$%€£¥]/gu;
const IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** Splits a message into words, single characters of scripts written without spaces, emoji and telling punctuation. */
export function tokenise(text: string): string[] {
  const found = normalise(text.slice(0, MAX_CHARACTERS)).match(TOKEN) ?? [];
  return found.length > MAX_TOKENS ? found.slice(0, MAX_TOKENS) : found;
}

/** Whether a token is a character of a script written without spaces. */
export function isIdeograph(token: string): boolean {
  return token.charCodeAt(0) > 0x2fff && IDEOGRAPH.test(token);
}
