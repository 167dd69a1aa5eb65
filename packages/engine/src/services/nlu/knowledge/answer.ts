import {
  type Article,
  ChatError,
  type Choice,
  type Content,
  type Entity,
  type Intent,
  type Locale,
  MAX_TEXT_LENGTH,
  nearestLanguage,
  type Tone,
} from "@parley/protocol";
import type { Snapshot } from "./snapshot.ts";

const SLOT = /\{\{\s*([a-z][a-z0-9_]*)\s*(?:\|([^{}]*))?\}\}/g;
const OTHER = { en: "zh-CN", "zh-CN": "en" } as const;

type Texts = Readonly<Record<string, string>> & Record<Locale, string>;

/** What a visitor speaks: one of our languages, by what they wrote, and the tag of their client. */
export interface Speaking {
  locale: Locale;
  tag?: string | undefined;
}

const baseOf = (tag: string) => tag.split("-")[0] ?? "";

/**
 * The language of a text that is the visitor's own: their client's, unless they wrote in another beyond doubt. Chinese characters are
 * Japanese too, and any other letters may be of any language but Chinese.
 */
export function ownLanguage(offered: readonly string[], { locale, tag = locale }: Speaking): string | undefined {
  const written = locale === "zh-CN" ? ["zh", "ja"].includes(baseOf(tag)) : baseOf(tag) !== "zh";
  const wanted = written ? tag : locale;
  const near = nearestLanguage(wanted, offered);
  return offered.includes(near) && baseOf(near) === baseOf(wanted) ? near : undefined;
}

/** The text in the visitor's own language, if there is one. */
function inOwn(text: Texts, speaking: Speaking): string {
  const offered = Object.keys(text).filter((tag) => text[tag]);
  return text[ownLanguage(offered, speaking) ?? speaking.locale] ?? "";
}

const anyOf = (text: Texts): string => Object.values(text).find((words) => words !== "") ?? "";

/** The text in the language, or in another one where it is empty. */
function inLocale(text: Texts, speaking: Speaking): string {
  return inOwn(text, speaking) || text[OTHER[speaking.locale]] || anyOf(text);
}

/** What visitors read before a text that there is in the other language only. */
const ONLY_IN_THE_OTHER = { en: "I have this in Chinese only: ", "zh-CN": "这部分内容目前只有英文：" } as const;

/** The text in the language; where it is empty the other one, after a sentence that says so. */
export function toldInLocale(text: Texts, speaking: Speaking): string {
  const { locale } = speaking;
  const other = text[OTHER[locale]];
  const own = inOwn(text, speaking) || text[locale];
  return own || (other ? `${ONLY_IN_THE_OTHER[locale]}${other}` : anyOf(text));
}

/** What visitors read for an intent's name. */
export function intentTitle({ id, title }: Intent, speaking: Speaking): string {
  return inLocale(title, speaking) || id;
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

/** What an intent answers as an agent may say it: without a word on which language it is in; empty if it has none. */
export function plainAnswer({ answer }: Intent, entities: readonly Entity[], speaking: Speaking): string {
  return fillSlots(inLocale(answer, speaking), entities).slice(0, MAX_TEXT_LENGTH).trim();
}

/** A text in the language, or in another one where it is empty. */
export const wordsIn = inLocale;

/** The answer of an intent; `notFound` if there is no such intent or nothing to say. */
export function composeAnswer(
  { intents, articles }: Snapshot,
  { intent: id, entities = [], ...speaking }: Speaking & { intent: string; entities?: readonly Entity[] | undefined },
): { content: Content; title: string; action?: "escalate"; tone?: Tone } {
  const intent = intents.get(id);
  if (!intent) throw new ChatError("notFound", `There is no intent "${id}".`);
  const title = intentTitle(intent, speaking);
  const written = fillSlots(toldInLocale(intent.answer, speaking), entities).slice(0, MAX_TEXT_LENGTH);
  const text = written.trim() || (intent.action ? title : "");
  if (!text) throw new ChatError("notFound", `The intent "${id}" has no answer.`);
  const choices = offeredChoices(intent, intents, speaking);
  const article = intent.articleId === undefined ? undefined : articles.get(intent.articleId);
  const content: Content = {
    type: "text",
    text,
    ...(choices.length > 0 && { choices }),
    ...(article && { source: { articleId: article.id, title: articleTitle(article, speaking) } }),
  };
  return { content, title, ...howSaid(intent) };
}

const howSaid = ({ action, tone }: Intent) => ({ ...(action && { action }), ...(tone && { tone }) });

function offeredChoices({ choices = [] }: Intent, intents: Snapshot["intents"], speaking: Speaking): Choice[] {
  return choices.flatMap((id) => {
    const intent = intents.get(id);
    return intent ? [{ label: intentTitle(intent, speaking), value: `intent:${id}` }] : [];
  });
}

/** What visitors read for an article's name. */
export function articleTitle({ id, title }: Article, speaking: Speaking): string {
  return inLocale(title, speaking) || id;
}
