/**
 * What a character is to search: of no word, a letter of a script that puts blanks between words, a digit, or a character of a script that
 * does not (Chinese, Japanese, Korean, Thai ...), each of which begins something that may be looked for.
 */
export const NOTHING = 0;
export const LETTER = 1;
export const DIGIT = 2;
export const SIGN = 3;
export type Kind = typeof NOTHING | typeof LETTER | typeof DIGIT | typeof SIGN;

const IS_SIGN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]/u;
const IS_DIGIT = /\p{N}/u;
const IS_LETTER = /[\p{L}\p{M}]/u;

const known = new Uint8Array(0x1_0000).fill(255);

/** What a character is, by its code point. */
export function kindOf(point: number): Kind {
  if (point >= known.length) return decide(point);
  const kind = known[point];
  if (kind !== 255) return kind as Kind;
  return (known[point] = decide(point));
}

function decide(point: number): Kind {
  const character = String.fromCodePoint(point);
  if (IS_SIGN.test(character)) return SIGN;
  if (IS_DIGIT.test(character)) return DIGIT;
  return IS_LETTER.test(character) ? LETTER : NOTHING;
}

/** Whether something begins at a place of a folded text: a word, a number, or any character of a script without blanks. */
export function beginsAt(text: string, at: number): boolean {
  const kind = kindOf(text.codePointAt(at) ?? 0);
  if (kind === SIGN || at === 0) return kind !== NOTHING;
  const before = text.codePointAt(at - 1) ?? 0;
  // The second half of a pair: the whole of it begins one place earlier.
  const whole = before >= 0xdc00 && before <= 0xdfff ? (text.codePointAt(at - 2) ?? before) : before;
  return kind !== NOTHING && kindOf(whole) !== kind;
}
