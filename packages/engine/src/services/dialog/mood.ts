import type { Content, Locale, Understanding } from "@parley/protocol";
import { WORDS } from "./words.ts";

/** Whether a visitor of whom the bot is not sure goes to a person because they are upset. */
export function isUpset({ understanding }: { text: string; understanding: Understanding }): boolean {
  return understanding.sentiment === "negative";
}

/** An upset visitor hears that we are sorry first, and is offered a person with the answer. */
export function soothed(content: Content, understanding: Understanding, locale: Locale): Content {
  if (understanding.sentiment !== "negative" || content.type !== "text") return content;
  const words = WORDS[locale];
  const offered = content.choices ?? [];
  const person = offered.some(({ label, value }) => value === "human" || label === words.person);
  const choices = person ? offered : [...offered.slice(0, 9), { label: words.person, value: "human" }];
  return { ...content, text: `${words.sorry}${content.text}`, choices };
}
