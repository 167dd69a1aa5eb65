import type { Choice, Content, Decision, Happening, Locale, MessageEvent, Understanding } from "@parley/protocol";
import { ChatError } from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { soothed } from "./mood.ts";
import { decide, decideChoice, type Turn } from "./policy.ts";
import { wantsPerson } from "./wants-person.ts";
import { WORDS } from "./words.ts";

/** What the bot wants to happen, and what it understood on the way. */
export interface Response {
  happening: Happening;
  understanding: Understanding;
  decision: Decision;
}

const NOT_ASKED: Omit<Understanding, "language"> = {
  intents: [],
  inScope: true,
  sentiment: "neutral",
  entities: [],
  model: 0,
};

/** The bot's answer to a message, for a conversation in which it was unsure `unsure` times in a row. Writes nothing. */
export async function composeResponse(
  nlu: Nlu,
  message: MessageEvent,
  { unsure, locale }: { unsure: number; locale: Locale },
): Promise<Response> {
  const { content } = message;
  const chosen = content.type === "choice" ? decideChoice(content.value) : undefined;
  try {
    if (chosen) {
      const language = locale === "en" ? "en" : "zh";
      return await carryOut(nlu, message, chosen, { understanding: { ...NOT_ASKED, language }, locale, picked: true });
    }
    const { conversationId } = message;
    const understanding = await nlu.understand({ text: content.text, locale, conversationId });
    const spoken: Locale = understanding.language === "zh" ? "zh-CN" : "en";
    const [best] = await nlu.search({ text: content.text, locale: spoken });
    const article = best && { articleId: best.source.articleId, score: best.score };
    const turn = decide({ text: content.text, understanding, article, unsure });
    return await carryOut(nlu, message, turn, { understanding, locale: spoken });
  } catch (cause) {
    // The visitor's words are stored; a bot that cannot answer must not keep him from people (SPEC H7).
    if (!(cause instanceof ChatError) || cause.code === "invalid") throw cause;
    const understanding = { ...NOT_ASKED, language: locale === "en" ? ("en" as const) : ("zh" as const) };
    return escalate("unavailable", message, understanding);
  }
}

interface Context {
  understanding: Understanding;
  locale: Locale;
  /** The visitor picked a choice; nothing had to be understood. */
  picked?: boolean;
}

async function carryOut(nlu: Nlu, message: MessageEvent, turn: Turn, context: Context): Promise<Response> {
  const words = WORDS[context.locale];
  const person: Choice = { label: words.person, value: "human" };
  switch (turn.do) {
    case "escalate":
      return escalate(turn.reason, message, context.understanding);
    case "offer":
      return say(message, context, "offer", { type: "text", text: words.offer, choices: [person] });
    case "stay":
      return say(message, context, "answer", { type: "text", text: words.stay });
    case "clarify": {
      const titles = await nlu.titles({ intents: turn.intents, locale: context.locale });
      const choices = titles.map(({ intent, title }) => ({ label: title, value: `intent:${intent}` }));
      return say(message, context, "clarify", { type: "text", text: words.clarify, choices: [...choices, person] });
    }
    case "article":
      return showArticle(nlu, message, turn.articleId, context);
    case "answer":
      return answer(nlu, message, turn.intent, context);
  }
}

async function answer(nlu: Nlu, message: MessageEvent, intent: string, context: Context): Promise<Response> {
  const { understanding, locale } = context;
  const found = await nlu.answer({ intent, locale, entities: understanding.entities });
  const named = context.picked
    ? { ...understanding, intents: [{ intent, title: found.title, confidence: 1 }] }
    : understanding;
  if (found.action === "escalate") {
    // What the model is sure of may be just what the visitor does not want: "no human please".
    if (wantsPerson(message.content.text) === "refused") return carryOut(nlu, message, { do: "stay" }, context);
    const reason = understanding.sentiment === "negative" ? "negative" : "asked";
    return escalate(reason, message, named);
  }
  return say(message, { understanding: named, locale }, "answer", soothed(found.content, understanding, locale));
}

async function showArticle(nlu: Nlu, message: MessageEvent, articleId: string, context: Context): Promise<Response> {
  const { locale } = context;
  const { content: asked } = message;
  const words = WORDS[locale];
  const article = await nlu.article({ articleId, locale });
  const found = asked.type === "text" ? await nlu.search({ text: asked.text, locale }) : [];
  const passage = found.find(({ source }) => source.articleId === articleId)?.source.passage;
  const shown = passage ?? firstParagraph(article.body);
  return say(message, context, "article", {
    type: "text",
    text: `${words.article}\n\n${shown}`,
    source: { articleId, title: article.title, ...(passage && { passage }) },
    choices: [{ label: words.person, value: "human" }],
  });
}

const firstParagraph = (body: string) => body.trim().split(/\n\s*\n/)[0] ?? body;

function say(message: MessageEvent, { understanding }: Context, decision: Decision, content: Content): Response {
  const insight = { replyTo: message.id, decision, understanding };
  return { happening: { type: "message", author: { kind: "bot" }, content, insight }, understanding, decision };
}

function escalate(
  reason: Extract<Turn, { do: "escalate" }>["reason"],
  message: MessageEvent,
  understanding: Understanding,
): Response {
  const insight = { replyTo: message.id, decision: "escalate" as const, understanding };
  return { happening: { type: "queued", reason, insight }, understanding, decision: "escalate" };
}
