import {
  type Article,
  ChatError,
  type Choice,
  type Content,
  type Entity,
  type Intent,
  type Locale,
  MAX_TEXT_LENGTH,
  type Tone,
} from "@parley/protocol";
import type { Snapshot } from "./snapshot.ts";

const SLOT = /\{\{\s*([a-z][a-z0-9_]*)\s*(?:\|([^{}]*))?\}\}/g;
const OTHER = { en: "zh-CN", "zh-CN": "en" } as const;

/** The text in the language, or in the other one where it is empty. */
function inLocale(text: { en: string; "zh-CN": string }, locale: Locale): string {
  return text[locale] || text[OTHER[locale]];
}

/** What visitors read before a text that there is in the other language only. */
const ONLY_IN_THE_OTHER = { en: "I have this in Chinese only: ", "zh-CN": "这部分内容目前只有英文：" } as const;

/** The text in the language; where it is empty the other one, after a sentence that says so. */
export function toldInLocale(text: { en: string; "zh-CN": string }, locale: Locale): string {
  const other = text[OTHER[locale]];
  return text[locale] || (other && `${ONLY_IN_THE_OTHER[locale]}${other}`);
}

/** What visitors read for an intent's name. */
export function intentTitle({ id, title }: Intent, locale: Locale): string {
  return inLocale(title, locale) || id;
}

/** Fills `{{slot|words without it}}` with what the visitor wrote. */
function fillSlots(template: string, entities: readonly Entity[]): string {
  return template.replace(SLOT, (_, slot: string, fallback = "") => {
    const entity = entities.find(({ type }) => type === slot);
    return entity ? plain(entity.text) : String(fallback).trim();
  });
}

/** What visitors type must not become links or markup in what the bot says. */
function plain(text: string): string {
  return text.replace(/[[\]()*`<>\n]/g, " ").trim();
}

/** The answer of an intent; `notFound` if there is no such intent or nothing to say. */
export function composeAnswer(
  { intents, articles }: Snapshot,
  { intent: id, locale, entities = [] }: { intent: string; locale: Locale; entities?: readonly Entity[] | undefined },
): { content: Content; title: string; action?: "escalate"; tone?: Tone } {
  const intent = intents.get(id);
  if (!intent) throw new ChatError("notFound", `There is no intent "${id}".`);
  const title = intentTitle(intent, locale);
  const written = fillSlots(toldInLocale(intent.answer, locale), entities).slice(0, MAX_TEXT_LENGTH);
  const text = written.trim() || (intent.action ? title : "");
  if (!text) throw new ChatError("notFound", `The intent "${id}" has no answer.`);
  const choices = offeredChoices(intent, intents, locale);
  const article = intent.articleId === undefined ? undefined : articles.get(intent.articleId);
  const content: Content = {
    type: "text",
    text,
    ...(choices.length > 0 && { choices }),
    ...(article && { source: { articleId: article.id, title: articleTitle(article, locale) } }),
  };
  return { content, title, ...howSaid(intent) };
}

const howSaid = ({ action, tone }: Intent) => ({ ...(action && { action }), ...(tone && { tone }) });

function offeredChoices({ choices = [] }: Intent, intents: Snapshot["intents"], locale: Locale): Choice[] {
  return choices.flatMap((id) => {
    const intent = intents.get(id);
    return intent ? [{ label: intentTitle(intent, locale), value: `intent:${id}` }] : [];
  });
}

/** What visitors read for an article's name. */
export function articleTitle({ id, title }: Article, locale: Locale): string {
  return inLocale(title, locale) || id;
}
