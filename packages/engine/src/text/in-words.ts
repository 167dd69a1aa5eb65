import type { Answers, Card, CardButton, Choice, Form, FormField, Locale, Place, Price } from "@parley/protocol";

/** What is said of forms in words, by language. */
const WORDS = {
  en: { name: "Name", email: "E-mail", phone: "Phone", optional: " (optional)", colon: ": " },
  "zh-CN": { name: "姓名", email: "邮箱", phone: "电话", optional: "（选填）", colon: "：" },
} as const;

/** The choices that buttons of cards offer, all of them in their order: the bot reads a number as the one in that place. */
export const choicesOn = (cards: readonly Card[]): Choice[] =>
  cards.flatMap(({ buttons = [] }) => buttons.filter(isChoice));

const isChoice = (button: CardButton): button is Choice => "value" in button;

/** A card in words, a line for each thing, without the choices that it offers. */
export function cardInWords({ title, text, price, facts = [], buttons = [], image }: Card): string {
  const pages = buttons.flatMap((button) => ("url" in button ? [`${button.label}: ${button.url}`] : []));
  const picture = image && ("url" in image ? image.url : `📎 ${image.name}`);
  const lines = [
    price ? `${title} · ${priceInWords(price)}` : title,
    text,
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...pages,
    picture,
  ];
  return lines.filter((one) => one !== undefined).join("\n");
}

/** The same everywhere, whoever reads it: the currency's letters, and as many digits as it has. */
function priceInWords({ amount, currency }: Price): string {
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  return `${currency} ${amount.toFixed(maximumFractionDigits)}`;
}

/** Cards in words: what they offer is numbered through. */
export function cardsInWords(cards: readonly Card[]): string {
  let count = 0;
  const one = (card: Card) =>
    [cardInWords(card), ...choicesOn([card]).map(({ label }) => `${(count += 1)}. ${label}`)].join("\n");
  return cards.map(one).join("\n\n");
}

/** What a field of a form is called. */
export const labelOf = ({ field, label }: FormField, locale: Locale): string =>
  label ?? (WORDS[locale] as Readonly<Record<string, string>>)[field] ?? field;

/** A form as numbered questions. */
export function formInWords({ title, fields }: Form, locale: Locale): string {
  const { optional } = WORDS[locale];
  const lines = fields.map((field, index) => {
    const choices = field.choices ? ` (${field.choices.map(({ label }) => label).join(" / ")})` : "";
    return `${index + 1}. ${labelOf(field, locale)}${choices}${field.required ? "" : optional}`;
  });
  return [title, ...lines].join("\n");
}

/** What somebody has written in a form. */
export const answersInWords = ({ fields }: Answers, locale: Locale): string =>
  fields.map(({ label, value, words = value }) => `${label}${WORDS[locale].colon}${words}`).join("\n");

/** Where something is: what it is called, and its coordinates as an address that programs with maps know (RFC 5870). */
export function placeInWords({ latitude, longitude, label }: Place): string {
  const address = `geo:${degrees(latitude)},${degrees(longitude)}`;
  return label === undefined ? address : `${label}\n${address}`;
}

/** To the centimetre, which is a ten-millionth of a degree. */
const degrees = (value: number) =>
  value
    .toFixed(7)
    .replace(/\.?0+$/, "")
    .replace(/^-0$/, "0");
