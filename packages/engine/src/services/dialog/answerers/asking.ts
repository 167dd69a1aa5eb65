import type { ConversationEvent, Inbox, Locale, MessageEvent } from "@parley/protocol";
import type { Nlu } from "../../nlu/contract.ts";
import { notAsked, type People, type Response, type Saying } from "../bot-words.ts";
import type { Dialogue } from "../dialogue.ts";
import { readTogether } from "../memory/together.ts";
import { felt, moodOf } from "../mood.ts";
import type { Situation, Thresholds } from "../policy.ts";
import { botOf } from "./order.ts";
import type { Move } from "../replies/effects.ts";
import type { Turning } from "../turns.ts";

/** A turn of the bot, while its answerers are asked. */
export interface Taking {
  nlu: Nlu;
  message: MessageEvent;
  dialogue: Dialogue;
  /** What happened before it. */
  recent: readonly ConversationEvent[];
  inbox: Inbox;
  /** The language of the visitor's client. */
  tag: string;
  /** What stands for a language that is not served. */
  speaks: (locale: Locale) => Locale;
  /** Turns in a row in which the bot did not know what was meant. */
  unsure: number;
  people: People;
  waiting: boolean;
  answersWaiting: boolean;
  /** How sure the bot has to be. */
  limits: Thresholds;
}

/** What is to be answered. */
export interface Said {
  text: string;
  /** What is done if nobody knows an answer. */
  instead?: Move | undefined;
  /** The last piece of it, if there are several: what it says alone counts where the whole says nothing. */
  alone?: string | undefined;
  /** What it means, found out when somebody first asks. */
  turning: () => Promise<Turning>;
  /** The same once it is found out. */
  understood: () => Turning | undefined;
}

/** What one of the engine's own answerers makes of it: a response, or what is left to be answered by the next. */
export type Made = Response | { left: Said } | undefined;
export type OwnAnswerer = (taking: Taking, said: Said) => Promise<Made>;

/** Words to be answered, with what is known of them. */
export function saidAs(taking: Taking, text: string, otherwise: Pick<Said, "instead" | "alone"> = {}): Said {
  let asked: Promise<Turning> | undefined;
  let understood: Turning | undefined;
  return {
    ...otherwise,
    text,
    turning: () => (asked ??= meaningOf(taking, text, otherwise.instead).then((found) => (understood = found))),
    understood: () => understood,
  };
}

/** What a text means, with the question before it if it leaves that out. What was corrected is not about that any more. */
async function meaningOf(
  { nlu, message, dialogue, people, tag, inbox, speaks }: Taking,
  text: string,
  instead?: Move,
): Promise<Turning> {
  const { conversationId } = message;
  const alone = await nlu.understand({ text, locale: dialogue.locale, conversationId });
  const topic = instead ? undefined : dialogue.topic;
  const together = await readTogether(nlu, { text, alone, topic });
  const { understanding: meant, goingOn } = together ?? { understanding: alone, goingOn: undefined };
  const locale = speaks(meant.language === "zh" ? "zh-CN" : "en");
  const mood = moodOf({ text, sentiment: meant.sentiment, before: dialogue.upset });
  const named = dialogue.topic?.entities;
  const saying = { message, people, locale, tag, phrases: botOf(inbox).words, understanding: felt(meant, mood) };
  return { ...saying, nlu, mood, named, goingOn };
}

/** What is known when it is decided on. */
export function situationOf(
  { unsure, people, dialogue }: Taking,
  text: string,
  saying: Saying & Partial<Turning>,
): Situation {
  const { understanding, mood } = saying;
  const offered = dialogue.asked.choices.map(({ value }) => value);
  return { text, understanding, mood, unsure, offered, someoneOnline: people.online !== 0 };
}

/** Words in which nothing had to be understood. */
export const plainly = ({ message, people, tag, inbox }: Taking, locale: Locale): Saying => ({
  message,
  people,
  locale,
  tag,
  phrases: botOf(inbox).words,
  understanding: notAsked(locale),
});

/** Light words come in the language of the dialogue, unless they are in another one beyond doubt. */
export function spokenIn(text: string, { dialogue, speaks }: Taking): Locale {
  if (/\p{Script=Han}/u.test(text)) return speaks("zh-CN");
  return (text.match(/\p{Script=Latin}{2,}/gu) ?? []).length > 2 ? speaks("en") : dialogue.locale;
}
