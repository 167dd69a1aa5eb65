import { type Detector, type Found } from "./found.ts";

const CURRENCIES: readonly [currency: string, words: string][] = [
  ["HKD", "hk\\$|hkd|港币|港元"],
  ["USD", "us\\$|usd|\\$|dollars?|bucks?|美元|美金|刀"],
  ["EUR", "€|eur|euros?|欧元"],
  ["GBP", "£|gbp|pounds?|英镑"],
  ["CNY", "¥|￥|rmb|cny|yuan|人民币|块钱|元钱|元|块|塊|圆"],
];
const SYMBOLS = "us\\$|hk\\$|\\$|€|£|¥|￥|usd|hkd|eur|gbp|rmb|cny|人民币";
const WORDS = CURRENCIES.map(([, words]) => words).join("|");
const DIGITS = "\\d{1,3}(?:,\\d{3})+(?:\\.\\d{1,2})?|\\d{1,9}(?:\\.\\d{1,2})?";
const HAN_DIGITS = "[零〇一二两三四五六七八九十百千万]{1,12}";

const BEFORE = new RegExp(`(?<![\\w$])(${SYMBOLS})\\s?(${DIGITS})\\s?([k千万])?(?![\\d,]*\\d)(?![a-z])`, "gi");
const AFTER = new RegExp(`(?<![\\d.,$¥￥€£])(${DIGITS})\\s?([k千万])?多?\\s?(${WORDS})(?![a-z])`, "gi");
const SPELT = new RegExp(`(${HAN_DIGITS})多?(${WORDS})`, "gi");
/** "一块" is "together", "两块" may be two pieces: only with 钱, or from ten on, they are money. */
const PIECES = /^[零〇一二两三四五六七八九](?:块|塊)$/;

/** Sums of money, as `25.5 USD`. A bare ¥ is taken for yuan. */
export const amounts: Detector = (text) => [
  ...find(text, BEFORE, ([, currency = "", digits = "", unit]) => valueOf(digits, unit, currency)),
  ...find(text, AFTER, ([, digits = "", unit, currency = ""]) => valueOf(digits, unit, currency)),
  ...find(text, SPELT, ([whole, digits = "", currency = ""]) =>
    PIECES.test(whole) ? undefined : `${readHan(digits)} ${currencyOf(currency)}`,
  ),
];

function find(text: string, pattern: RegExp, read: (match: RegExpExecArray) => string | undefined): Found[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = read(match);
    return value === undefined
      ? []
      : [{ type: "amount", start: match.index, end: match.index + match[0].length, value }];
  });
}

const UNITS: Record<string, number> = { k: 1_000, 千: 1_000, 万: 10_000 };

function valueOf(digits: string, unit: string | undefined, currency: string): string {
  const number = Number(digits.replaceAll(",", "")) * (UNITS[unit?.toLowerCase() ?? ""] ?? 1);
  return `${Number(number.toFixed(2))} ${currencyOf(currency)}`;
}

function currencyOf(word: string): string {
  const found = CURRENCIES.find(([, words]) => new RegExp(`^(?:${words})$`, "i").test(word));
  return found?.[0] ?? "CNY";
}

const HAN_VALUES: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const HAN_UNITS: Record<string, number> = { 十: 10, 百: 100, 千: 1_000 };

/** Reads a number written in Chinese characters, such as 一百二十 or 两万三千. */
export function readHan(text: string): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const character of text) {
    const unit = HAN_UNITS[character];
    if (character === "万") {
      total = (total + section + digit || 1) * 10_000;
      section = 0;
      digit = 0;
    } else if (unit === undefined) {
      digit = HAN_VALUES[character] ?? 0;
    } else {
      section += (digit || 1) * unit;
      digit = 0;
    }
  }
  return total + section + digit;
}
