import { type Choice, ChatError, type Locale, type MessageEvent } from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { type Contact, escalate, notAsked, type People, type Response, sayLightly, type Saying } from "./bot-words.ts";
import type { Dialogue } from "./dialogue.ts";
import { carryOutMove, onlySubject, stillWaiting, stopWaiting } from "./moves.ts";
import { felt, moodOf } from "./mood.ts";
import { decide, decideChoice, type Turn } from "./policy.ts";
import { readTogether, type Together } from "./memory/together.ts";
import type { Move } from "./replies/effects.ts";
import type { Reading } from "./replies/asked.ts";
import { readReply } from "./replies/read.ts";
import { carryOut, type Turning } from "./turns.ts";
import { wantsPerson } from "./wants-person.ts";
import { WORDS } from "./words.ts";

/** What a turn of the bot is taken with. */
export interface Occasion {
  /** Turns in a row in which it did not know what was meant. */
  unsure: number;
  locale: Locale;
  /** Where the dialogue stands; at its beginning unless told. */
  dialogue?: Dialogue;
  people?: People;
  /** Whether it answers what it is sure of while the visitor waits for a person. */
  answersWaiting?: boolean;
}

interface Taking {
  nlu: Nlu;
  message: MessageEvent;
  dialogue: Dialogue;
  unsure: number;
  people: People;
  waiting: boolean;
  answersWaiting: boolean;
}

/** The bot's answer to a message; nothing if it has nothing to say. Writes nothing. */
export async function composeResponse(
  nlu: Nlu,
  message: MessageEvent,
  occasion: Occasion,
): Promise<Response | undefined> {
  const { unsure, locale, people = {}, answersWaiting = true } = occasion;
  const dialogue = occasion.dialogue ?? {
    asked: { what: "nothing", choices: [] },
    said: [message],
    locale,
    light: 0,
    upset: 0,
  };
  const waiting = dialogue.asked.what === "waiting";
  const taking = { nlu, message, dialogue, unsure, people, waiting, answersWaiting };
  try {
    return await taken(taking);
  } catch (cause) {
    // The visitor's words are stored; a bot that cannot answer must not keep them from people (SPEC H7).
    if (!(cause instanceof ChatError) || cause.code === "invalid") throw cause;
    return waiting ? undefined : escalate(saying(taking, dialogue.locale), "unavailable");
  }
}

/** Words in which nothing had to be understood. */
const saying = ({ message, people }: Taking, locale: Locale): Saying => ({
  message,
  people,
  locale,
  understanding: notAsked(locale),
});

async function taken(taking: Taking): Promise<Response | undefined> {
  const { message, dialogue, waiting } = taking;
  const { content } = message;
  if (content.type === "choice") return await pick(taking, [{ label: content.text, value: content.value }]);
  const text = wordsOf(dialogue.said);
  // In the queue much may go unanswered: a reply there is to be heard whatever was said before.
  const reading = (waiting && readReply(content.text, dialogue.asked)) || readReply(text, dialogue.asked);
  // "Hello? Is anybody there?" is no greeting, and who says "I want a person" agrees to nothing else.
  const calls = reading && LIGHT.has(reading.does) && wantsPerson(text) === "clearly";
  if (reading && !calls) return await follow(taking, reading, text);
  return await understand(taking, text, { alone: text === content.text ? undefined : content.text });
}

const LIGHT: ReadonlySet<Reading["does"]> = new Set(["greet", "acknowledge", "affirm", "which", "thank"]);

/** What was said in pieces, as one text. A picked choice stands for itself. */
function wordsOf(said: readonly MessageEvent[]): string {
  const start = said.findLastIndex(({ content }) => content.type === "choice") + 1;
  return [...new Set(said.slice(start).map(({ content }) => content.text))].join("\n");
}

/** Light words come in the language of the dialogue, unless they are in another one beyond doubt. */
function spokenIn(text: string, { dialogue }: Taking): Locale {
  if (/\p{Script=Han}/u.test(text)) return "zh-CN";
  return (text.match(/\p{Script=Latin}{2,}/gu) ?? []).length > 2 ? "en" : dialogue.locale;
}

async function follow(taking: Taking, reading: Reading, text: string): Promise<Response | undefined> {
  if (reading.does === "pick") return await pick(taking, reading.choices);
  const { does, rest } = reading;
  if (rest !== undefined)
    return await understand(taking, rest, { instead: ANSWERS_ALONE.has(does) ? does : undefined });
  const only = does === "affirm" || does === "which" ? onlySubject(taking.dialogue.asked.choices) : undefined;
  if (only && does === "affirm") return await pick(taking, [only]);
  // The site's own greeting is better than ours.
  if (does === "greet" && !taking.waiting) return await understand(taking, text, { instead: does });
  return carryOutMove(saying(taking, spokenIn(text, taking)), does, taking.dialogue);
}

/** What a reply still says if the words after it are not understood. */
const ANSWERS_ALONE: ReadonlySet<Move> = new Set(["accept", "decline", "none", "wrong", "stop"]);

/** Carries out picked choices: the first, and offers the others. What no longer exists is read as its label's words. */
async function pick(taking: Taking, [choice, ...also]: readonly Choice[]): Promise<Response | undefined> {
  if (!choice) return undefined;
  const { waiting, dialogue, nlu } = taking;
  const usual = saying(taking, spokenIn(choice.label, taking));
  if (choice.value === "bot") return waiting ? stopWaiting(usual) : carryOutMove(usual, "decline", dialogue);
  if (choice.value === "none") return carryOutMove(usual, "none", dialogue);
  const turn = decideChoice(choice.value);
  if (!turn) return await understand(taking, choice.label);
  try {
    return keptInLine(
      taking,
      await carryOut({ ...usual, nlu, picked: true, also, named: dialogue.topic?.entities }, turn),
      usual,
    );
  } catch (cause) {
    if (!(cause instanceof ChatError) || cause.code !== "notFound") throw cause;
    return await understand(taking, choice.label);
  }
}

/** Who is in line already is not put there again. */
const keptInLine = ({ waiting }: Taking, response: Response, usual: Saying): Response =>
  waiting && response.decision === "escalate" ? stillWaiting(usual) : response;

interface Otherwise {
  /** What is done if it is not understood. */
  instead?: Move | undefined;
  /** The last piece of it, if there are several: what it says alone counts where the whole says nothing. */
  alone?: string | undefined;
}

/** Answers a question of its own. */
async function understand(taking: Taking, text: string, otherwise: Otherwise = {}): Promise<Response | undefined> {
  const { nlu, message, people, dialogue } = taking;
  const { instead, alone } = otherwise;
  const { understanding: meant, goingOn } = await meaningOf(taking, text, instead);
  const locale: Locale = meant.language === "zh" ? "zh-CN" : "en";
  const mood = moodOf({ text, sentiment: meant.sentiment, before: dialogue.upset });
  const understanding = felt(meant, mood);
  const named = dialogue.topic?.entities;
  const turning: Turning = { nlu, message, people, locale, understanding, mood, named };
  const contact = OFFERED.has(dialogue.asked.what) ? contactIn(understanding.entities) : undefined;
  if (contact) return noted(turning, contact);
  const turn = await decided(taking, text, turning);
  if (alone && !SURE.has(turn.do) && (await isAnswered(taking, alone))) return await understand(taking, alone);
  return await act(taking, { turn, turning: { ...turning, goingOn }, text, instead });
}

/** What a text means, with the question before it if it leaves that out. What was corrected is not about that any more. */
async function meaningOf(
  { nlu, message, dialogue }: Taking,
  text: string,
  instead: Move | undefined,
): Promise<Together> {
  const { conversationId } = message;
  const alone = await nlu.understand({ text, locale: dialogue.locale, conversationId });
  const topic = instead ? undefined : dialogue.topic;
  return (await readTogether(nlu, { text, alone, topic })) ?? { understanding: alone };
}

/** Does what was decided, or what is done instead where nothing was understood. */
async function act(taking: Taking, deciding: Deciding): Promise<Response | undefined> {
  const { turn, turning, text, instead } = deciding;
  if (taking.waiting) return await answerWaiting(taking, deciding);
  if (!instead || KNOWN.has(turn.do)) return await carryOut(turning, turn);
  return carryOutMove({ ...turning, locale: spokenIn(text, taking) }, instead, taking.dialogue);
}

async function decided(
  { nlu, unsure, people, dialogue, waiting }: Taking,
  text: string,
  turning: Turning,
): Promise<Turn> {
  const { understanding, locale, mood } = turning;
  const [best] = waiting ? [] : await nlu.search({ text, locale });
  const article = best && { articleId: best.source.articleId, score: best.score };
  const offered = dialogue.asked.choices.map(({ value }) => value);
  return decide({ text, understanding, mood, article, unsure, offered, someoneOnline: people.online !== 0 });
}

async function isAnswered({ nlu, dialogue, unsure }: Taking, text: string): Promise<boolean> {
  const understanding = await nlu.understand({ text, locale: dialogue.locale });
  return decide({ text, understanding, unsure }).do === "answer";
}

/** Where a visitor who writes an address or a number wants to be reached. */
const OFFERED: ReadonlySet<string> = new Set(["offer", "waiting"]);
const SURE: ReadonlySet<Turn["do"]> = new Set(["answer", "escalate"]);
const KNOWN: ReadonlySet<Turn["do"]> = new Set(["answer", "article", "clarify"]);

interface Deciding {
  turn: Turn;
  turning: Turning;
  text: string;
  instead?: Move | undefined;
}

/** While somebody waits for a person, the bot says only what it is sure of (SPEC H4). */
async function answerWaiting(
  taking: Taking,
  { turn, turning, text, instead }: Deciding,
): Promise<Response | undefined> {
  if (turn.do === "answer" && taking.answersWaiting) {
    return keptInLine(taking, await carryOut(turning, turn), turning);
  }
  if (turn.do === "stay") return stopWaiting(turning);
  if (turn.do === "escalate" && wantsPerson(text)) return stillWaiting(turning);
  return instead && carryOutMove(turning, instead, taking.dialogue);
}

function contactIn(entities: Turning["understanding"]["entities"]): Contact | undefined {
  const [email, phone] = ["email", "phone"].map((type) => entities.find((entity) => entity.type === type)?.value);
  return email || phone ? { ...(email && { email }), ...(phone && { phone }) } : undefined;
}

function noted(turning: Turning, contact: Contact): Response {
  const given = Object.values(contact).join(turning.locale === "en" ? " and " : "、");
  return { ...sayLightly(turning, WORDS[turning.locale].contact(given)), contact };
}
