import type { Entity } from "@parley/protocol";
import type { Product } from "../knowledge/starter.ts";
import { amounts } from "./amounts.ts";
import { dates } from "./dates.ts";
import { type Detector, findAll, type Found, halfWidth } from "./found.ts";
import { bareOrders, cardNumbers, emails, identityNumbers, namedOrders, phones } from "./numbers.ts";
import { products } from "./products.ts";

/** What was found in a text, and the text with what identifies a person or an order replaced. */
export interface Reading {
  entities: Entity[];
  redacted: string;
}

/** Placeholders of redacted pieces, and what stands in for them where a model learns from the text. */
const PLACEHOLDERS: Record<string, { mark: string; sample: string }> = {
  email: { mark: "[email]", sample: "name@example.com" },
  id: { mark: "[id]", sample: "000000000000000000" },
  card: { mark: "[card]", sample: "0000000000000000" },
  phone: { mark: "[phone]", sample: "00000000000" },
  order_id: { mark: "[order]", sample: "00000" },
};
/** Found so that they can be redacted; never passed on. */
const SECRET = new Set(["card", "id"]);

/** Creates the function that reads entities; `now` dates relative words, `catalogue` names the products. */
export function createEntityReader({ now, catalogue }: { now: () => number; catalogue: readonly Product[] }) {
  const named = products(catalogue);
  const inLanguage = (language: "en" | "zh"): readonly Detector[] => [
    emails,
    identityNumbers,
    ...namedOrders,
    cardNumbers,
    phones(language),
    amounts,
    ...bareOrders,
    dates(language, now),
    named,
  ];
  const detectors = { en: inLanguage("en"), zh: inLanguage("zh") };

  return (text: string, language: "en" | "zh"): Reading => {
    const found = findAll(halfWidth(text), detectors[language]);
    const entities = found
      .filter(({ type }) => !SECRET.has(type))
      .map(({ type, start, end, value }) => ({ type, text: text.slice(start, end), value, start }));
    return { entities, redacted: redact(text, found) };
  };
}

function redact(text: string, found: readonly Found[]): string {
  let result = "";
  let from = 0;
  for (const { type, start, end } of found) {
    const placeholder = PLACEHOLDERS[type];
    if (!placeholder) continue;
    result += text.slice(from, start) + placeholder.mark;
    from = end;
  }
  return result + text.slice(from);
}

/** A redacted text as visitors would have typed it, with samples for the placeholders. */
export function withSamples(text: string): string {
  if (!text.includes("[")) return text;
  return Object.values(PLACEHOLDERS).reduce((result, { mark, sample }) => result.replaceAll(mark, sample), text);
}
