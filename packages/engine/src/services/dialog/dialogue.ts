import { type Choice, type ConversationEvent, languageOf, type Locale, type MessageEvent } from "@parley/protocol";
import { choicesOn } from "../../text/in-words.ts";
import { ownWordsIn } from "./words.ts";
import { type Topic, topicOf } from "./memory/topic.ts";
import { type Asked, isSubject } from "./replies/asked.ts";
import type { Head } from "./head.ts";
import { type Picked, pickedBy } from "./twice.ts";

/** Where a dialogue stands when the visitor has said something: what its log adds up to, and kept nowhere else. */
export interface Dialogue {
  /** What the bot's last words asked. */
  asked: Asked;
  /** The visitor's messages that nobody has answered, the newest last: they are answered together. */
  said: readonly MessageEvent[];
  /** The language the bot last spoke, or the conversation's where the visitor has chosen it since: that of our own words nearest to it. */
  locale: Locale;
  /** How often in a row the bot had light words only, so that they are not always the same ones. */
  light: number;
  /** How many of the messages that the bot replied to were in a bad mood. */
  upset: number;
  /** The choice that was picked just before, if nothing else was said. */
  picked?: Picked | undefined;
  /** What it was about until now, if the bot has answered something. */
  topic?: Topic | undefined;
}

/** One in which nothing was said yet. */
export const NEW_DIALOGUE = { asked: { what: "nothing", choices: [] }, light: 0, upset: 0 } as const;

/** Events looked back over for the dialogue: what was asked before them is forgotten. */
export const LOOK_BACK = 30;

/** The dialogue at a visitor's message, from the events before it and itself, in order. Pure. */
export function dialogueAt(
  head: Pick<Head, "conversation" | "spokenFrom">,
  recent: readonly ConversationEvent[],
  at: MessageEvent,
): Dialogue {
  const start = recent.findLastIndex((event) => event.seq < at.seq && isPart(event));
  const events = recent.slice(start + 1).filter(({ seq }) => seq <= at.seq);
  const messages = events.filter((event) => event.type === "message");
  const bots = messages.filter(({ author }) => author.kind === "bot");
  const answered = new Set(
    recent.flatMap((event) => ("insight" in event && event.insight ? [event.insight.replyTo] : [])),
  );
  const visitors = messages.filter(({ author }) => author.kind === "visitor");
  const last = Math.max(0, ...bots.map((bot, index) => heardTo(bot, bots[index + 1], visitors)));
  const isQueued = head.conversation.state.status === "queued";
  const unanswered = visitors.filter(({ id, seq }) => id === at.id || (seq > last && !answered.has(id)));
  const before = visitors.findLast(({ seq }) => seq < at.seq);
  return {
    asked: isQueued ? waiting(bots) : askedBy(bots),
    // In the queue much stays without an answer. Elsewhere what has none was said in pieces, or its turn was cut short.
    said: isQueued ? inOneGo(unanswered) : unanswered,
    locale: spokenIn(head, bots.at(-1)),
    light: bots.length - 1 - bots.findLastIndex((bot) => !isLight(bot)),
    upset: bots.filter(({ insight }) => insight?.understanding.sentiment === "negative").length,
    picked: before && pickedBy(before),
    topic: topicOf(messages, at),
  };
}

/** The number up to which the bot had heard everything when it said something: what comes while it makes an answer is not in it. */
function heardTo(bot: MessageEvent, next: MessageEvent | undefined, visitors: readonly MessageEvent[]): number {
  // What is said before an answer says nothing of what it answers.
  if (!bot.insight) return next?.insight ? 0 : bot.seq;
  const { replyTo } = bot.insight;
  return visitors.find(({ id }) => id === replyTo)?.seq ?? bot.seq;
}

/** The language that was spoken last; one that the visitor has chosen since counts more. */
function spokenIn(
  { conversation, spokenFrom = -1 }: Pick<Head, "conversation" | "spokenFrom">,
  last: MessageEvent | undefined,
): Locale {
  const language = last?.insight && last.seq > spokenFrom ? languageOf(last.insight) : undefined;
  return ownWordsIn(language ?? conversation.locale);
}

/** Milliseconds between two messages that belong together. */
const ONE_GO = 10_000;

/** The newest messages, as far back as each came soon after the one before. */
function inOneGo(said: readonly MessageEvent[]): MessageEvent[] {
  const start = said.findLastIndex(({ at }, index) => at - (said[index - 1]?.at ?? -Infinity) > ONE_GO);
  return said.slice(Math.max(start, 0));
}

/** What begins a dialogue anew: the bot did not ask what was said before. */
const PARTS: ReadonlySet<ConversationEvent["type"]> = new Set(["opened", "claimed", "released", "closed", "erased"]);
export const isPart = ({ type }: ConversationEvent): boolean => PARTS.has(type);

const isLight = ({ insight }: MessageEvent) => insight?.decision === "acknowledge";
function choicesOf({ content }: MessageEvent): readonly Choice[] {
  if (content.type === "cards") return choicesOn(content.cards);
  return content.type === "text" ? (content.choices ?? []) : [];
}

function askedBy(bots: readonly MessageEvent[]): Asked {
  const last = bots.at(-1);
  if (!last) return { what: "nothing", choices: [] };
  const choices = choicesOf(isLight(last) ? (bots.findLast((bot) => !isLight(bot)) ?? last) : last);
  switch (last.insight?.decision) {
    case "offer":
      return { what: "offer", choices };
    case "clarify":
      return { what: "choices", choices };
    case "article":
      return { what: "article", choices };
    case "acknowledge":
      // Light words take nothing away that was offered before, but a person: that was answered.
      return { what: "else", choices: choices.some(isSubject) ? choices : [] };
    default:
      return { what: endsAsking(last.content.text) ? "question" : "answer", choices };
  }
}

const waiting = (bots: readonly MessageEvent[]): Asked => {
  const last = bots.at(-1);
  return { what: "waiting", choices: last ? choicesOf(last) : [] };
};

/** Whether it ends with a question, whatever pictures and marks of emphasis come after. */
const endsAsking = (text: string) => /[?？][\s*_)）"”」』\p{Extended_Pictographic}\ufe0f]*$/u.test(text);
