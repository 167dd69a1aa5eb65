import { findPhoneNumbersInText } from "libphonenumber-js/min";
import { byPattern, type Detector } from "./found.ts";

/** E-mail addresses; the bounds keep the search linear. */
export const emails: Detector = byPattern(
  "email",
  /(?<![\w.+-])[a-z0-9][\w.+-]{0,63}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,6}\.[a-z]{2,24}(?![\w-])/gi,
  (text) => text.toLowerCase(),
);

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Chinese resident identity numbers, told from other digits by their check character (GB 11643, ISO 7064 MOD 11-2). */
export const identityNumbers: Detector = byPattern("id", /(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])/g, (text) => {
  const sum = ID_WEIGHTS.reduce((total, weight, at) => total + weight * Number(text[at]), 0);
  return "10X98765432"[sum % 11] === text[17]?.toUpperCase() ? text.toUpperCase() : undefined;
});

/** Payment card numbers, told from other digits by their check digit (ISO/IEC 7812-1, Luhn). */
export const cardNumbers: Detector = byPattern("card", /(?<![\d-])[3-6]\d{3}(?:[ -]?\d){9,15}(?![\d-])/g, (text) => {
  const digits = text.replace(/\D/g, "");
  let sum = 0;
  for (let at = 0; at < digits.length; at++) {
    const digit = Number(digits[digits.length - 1 - at]);
    const doubled = at % 2 === 1 ? 2 * digit : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 ? digits : undefined;
});

/**
 * What may be a telephone number: digits, and what people write between them. Longer ones are cut, as none is so long and the library's
 * search in many digits takes more than proportionally long.
 */
const NUMBER_LIKE = /[+(]?\d(?:[\d\s().\-/–—]|ext\.?|x(?=\d)){5,58}\d/gi;
/** Places of a message in which numbers are searched at most: who writes more of them writes no numbers to be called at. */
const MOST_PLACES = 8;
/** Groups of digits in a place at most: two numbers of six groups. */
const MOST_GROUPS = 12;
const CHINESE_MOBILE = byPattern("phone", /(?<![\d+-])(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g, (text) => {
  return `+86${text.replace(/\D/g, "").slice(-11)}`;
});

/** Telephone numbers as E.164; numbers without a country code are read as Chinese or, in English text, as North American. */
export function phones(language: "en" | "zh"): Detector {
  return (text) => {
    const mobiles = CHINESE_MOBILE(text);
    const country = language === "zh" ? "CN" : "US";
    const others = placesOf(text).flatMap(({ from, piece }) =>
      findPhoneNumbersInText(piece, country).map(({ number, startsAt, endsAt }) => {
        return { type: "phone", start: from + startsAt, end: from + endsAt, value: number.number };
      }),
    );
    return [...mobiles, ...others];
  };
}

/** Pieces of a text that may be telephone numbers, with the character on either side, which decides whether they are. */
function placesOf(text: string): { from: number; piece: string }[] {
  const places: { from: number; piece: string }[] = [];
  for (const { index, 0: found } of text.matchAll(NUMBER_LIKE)) {
    if (found.replace(/\D/g, "").length < 7 || (found.match(/\d+/g)?.length ?? 0) > MOST_GROUPS) continue;
    if (places.length === MOST_PLACES) break;
    const from = Math.max(0, index - 1);
    places.push({ from, piece: text.slice(from, index + found.length + 1) });
  }
  return places;
}

const code = (fewestDigits: number) => (text: string) =>
  text.replace(/\D/g, "").length >= fewestDigits ? text.toUpperCase() : undefined;

/** Order and parcel numbers that are named as such: "order number 20418", "订单号20418", "#20418". */
export const namedOrders: readonly Detector[] = [
  byPattern(
    "order_id",
    /\b(?:order|parcel|package|tracking|shipment)s?\s{0,2}(?:(?:number|num|no\.?|id|code)\b\.?)\s{0,2}(?:is\b|[:#-])?\s{0,2}#?([a-z0-9][a-z0-9-]{3,30})(?![a-z0-9])/gi,
    code(3),
  ),
  byPattern(
    "order_id",
    /(?:订单|訂單|运单|運單|快递单|物流单|单号|單號)(?:编号|編號|号码|號碼|号|號)?\s{0,2}(?:是|为|為|[:#])?\s{0,2}([a-z0-9][a-z0-9-]{3,30})(?![a-z0-9])/gi,
    code(4),
  ),
  byPattern("order_id", /\border\s{1,2}([a-z0-9][a-z0-9-]{4,30})(?![a-z0-9])/gi, code(5)),
  byPattern("order_id", /(?:#|№|\bno\.)\s?([a-z0-9][a-z0-9-]{3,30})(?![a-z0-9])/gi, code(3)),
];

const COMPACT_DATE = /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/;

/** Numbers that can hardly be anything but an order's: letters with many digits, long digits, or a message that is one number. */
export const bareOrders: readonly Detector[] = [
  byPattern("order_id", /(?<![a-z0-9-])[a-z]{1,4}-?\d{5,24}(?![a-z0-9])/gi, (text) => text.toUpperCase()),
  byPattern("order_id", /(?<![\d.,-])\d{8,24}(?![\d-]|[.,]\d)/g, (text) =>
    COMPACT_DATE.test(text) ? undefined : text,
  ),
  byPattern("order_id", /^\s*(\d{5,24})\s*$/g, (text) => text),
];
