import {
  type BotSettings,
  ChatError,
  type ConversationEvent,
  FIRST_INBOX,
  type Inbox,
  type Locale,
  type MessageEvent,
} from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import { answerByArticle } from "./answerers/articles.ts";
import {
  type Made,
  type OwnAnswerer,
  plainly,
  type Said,
  saidAs,
  situationOf,
  spokenIn,
  type Taking,
} from "./answerers/asking.ts";
import { askGiven, type GivenParts, openTask } from "./answerers/given.ts";
import { answerByIntent } from "./answerers/intents.ts";
import { botOf, orderOf, WITHIN } from "./answerers/order.ts";
import type { Answerer, BuiltIn, GivenAnswerer } from "./answerers/port.ts";
import { offerForFile } from "./answerers/file-offer.ts";
import { answerReply } from "./answerers/replies.ts";
import { LINK_SENT, wantsLink } from "../../text/link-code.ts";
import { MISSING_FILE } from "../../text/missing-file.ts";
import { escalate, type People, type Response } from "./bot-words.ts";
import { type Dialogue, NEW_DIALOGUE } from "./dialogue.ts";
import { carryOutMove, stillWaiting } from "./moves.ts";
import { decideChoice, decideLast, thresholdsOf } from "./policy.ts";
import { carryOut } from "./turns.ts";
import { wantsPerson } from "./wants-person.ts";

/** What a turn of the bot is taken with. */
export interface Occasion {
  /** Turns in a row in which it did not know what was meant. */
  unsure: number;
  locale: Locale;
  /** That of the visitor's client; `locale` unless told. */
  tag?: string;
  /** What stands for a language of the bot's that is not served; all are unless told. */
  speaks?: (locale: Locale) => Locale;
  /** Where the dialogue stands; at its beginning unless told. */
  dialogue?: Dialogue;
  /** What happened before. */
  recent?: readonly ConversationEvent[];
  people?: People;
  /** Whether it answers what it is sure of while the visitor waits for a person. */
  answersWaiting?: boolean;
  /** How sure it has to be; as it comes unless told. */
  thresholds?: BotSettings["thresholds"];
  /** Where it is, for what that says of its bot; in the first inbox, which says nothing, unless told. */
  inbox?: Inbox;
  /** Answerers beside the engine's own. */
  given?: readonly GivenAnswerer[];
  /** What asking those takes. */
  asking?: Omit<GivenParts, "left">;
}

/** What came of a turn: the bot's answer, if it has anything to say, and the words that had to be understood for it, if any had. */
export interface Composed {
  response?: Response | undefined;
  heard?: string | undefined;
}

const OWN: Record<BuiltIn, OwnAnswerer> = { replies: answerReply, intents: answerByIntent, articles: answerByArticle };
const UNNAMED: Inbox = { id: FIRST_INBOX, channel: "web", name: "Web", enabled: true, settings: {} };

/** Asks the answerers of an inbox for the bot's answer to a message, one after the other. Writes nothing. */
export async function composeResponse(nlu: Nlu, message: MessageEvent, occasion: Occasion): Promise<Composed> {
  const { unsure, locale, people = {}, answersWaiting = true, recent = [], inbox = UNNAMED } = occasion;
  const { tag = locale, speaks = (own) => own } = occasion;
  const dialogue = occasion.dialogue ?? { ...NEW_DIALOGUE, said: [message], locale };
  const waiting = dialogue.asked.what === "waiting";
  const limits = thresholdsOf(occasion.thresholds);
  const spoken = { tag, speaks };
  const taking = { nlu, message, dialogue, recent, inbox, ...spoken, unsure, people, waiting, answersWaiting, limits };
  return await compose(taking, occasion);
}

async function compose(taking: Taking, { given = [], asking }: Occasion): Promise<Composed> {
  // Its name is nobody's question, and where somebody is only the question of who has asked for it.
  const { content } = taking.message;
  const { type } = content;
  // The path answers it, which knows who people are.
  if (isLinking(content, taking.inbox)) return {};
  if (isFile(content) || (type === "place" && !openTask(taking.recent))) return { response: offerForFile(taking) };
  const order = first(orderOf(given, botOf(taking.inbox).answerers), taking);
  const so: SoFar = { said: begin(taking), heard: false, failed: false };
  const answered = await askAll(order, taking, so, asking);
  const response = answered ?? (so.failed ? unavailable(taking) : await last(taking, so.said));
  return { response, heard: so.heard || so.said.understood() ? so.said.text : undefined };
}

/** What came of asking so far. */
interface SoFar {
  said: Said;
  /** Somebody else's answerer was asked. */
  heard: boolean;
  /** One of the engine's own could not be asked. */
  failed: boolean;
}

async function askAll(
  order: readonly (Answerer | BuiltIn)[],
  taking: Taking,
  so: SoFar,
  asking: Occasion["asking"],
): Promise<Response | undefined> {
  const until = performance.now() + WITHIN.together;
  const theirs = () => asking && !isOurs(taking, so.said) && { ...asking, left: until - performance.now() };
  for (const one of order) {
    const made = typeof one === "string" ? await askOwn(one, taking, so) : await askOther(one, taking, so, theirs());
    if (made && "left" in made) so.said = made.left;
    else if (made) return made;
  }
  return undefined;
}

async function askOther(answerer: Answerer, taking: Taking, so: SoFar, parts: GivenParts | false | undefined) {
  if (!parts) return undefined;
  so.heard = true;
  return await askGiven(answerer, taking, so.said, parts);
}

async function askOwn(name: BuiltIn, taking: Taking, so: SoFar): Promise<Made> {
  try {
    return await OWN[name](taking, so.said);
  } catch (cause) {
    // The visitor's words are stored; a bot that cannot answer must not keep them from people (SPEC H7).
    if (!(cause instanceof ChatError) || cause.code === "invalid") throw cause;
    so.failed = true;
    return undefined;
  }
}

const unavailable = (taking: Taking): Response | undefined =>
  taking.waiting ? undefined : escalate(plainly(taking, taking.dialogue.locale), "unavailable");

/** Who left something open is asked first; what our own choices stand for is done, whatever the order. */
function first(order: (Answerer | BuiltIn)[], { recent, message: { content } }: Taking): (Answerer | BuiltIn)[] {
  if (isOwnWay(content)) return ["replies", ...order.filter((one) => one !== "replies")];
  const open = openTask(recent)?.name;
  const isOpen = (one: Answerer | BuiltIn) => typeof one !== "string" && one.name === open;
  return open === undefined ? order : order.toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)));
}

/** What is between the visitor and us, whatever answerers there are: asking for a person, and what our own choices stand for. */
function isOurs({ message: { content } }: Taking, { text }: Said): boolean {
  return isOwnWay(content) || wantsPerson(text) === "clearly";
}

/** A file, or that one which was sent over a channel did not come: to both the same is said. */
const isFile = (content: MessageEvent["content"]) =>
  content.type === "file" || (content.type === "choice" && content.value === MISSING_FILE);

/** Whether somebody shows, or asks how to show, that they are the same on another channel. */
const isLinking = (content: MessageEvent["content"], { channel }: Inbox) =>
  (content.type === "choice" && content.value === LINK_SENT) ||
  (content.type === "text" && channel === "web" && wantsLink(content.text));

/** Whether it is what our own choices stand for, or a message that is left for people. */
const isOwnWay = (content: MessageEvent["content"]) =>
  content.type === "left" || (content.type === "choice" && isWay(content.value));
const isWay = (value: string) => value === "bot" || value === "none" || decideChoice(value) !== undefined;

/** What is said or done if nobody knows an answer. */
async function last(taking: Taking, said: Said): Promise<Response | undefined> {
  const { waiting, dialogue } = taking;
  const { instead, text } = said;
  const turning = said.understood() ?? { ...plainly(taking, dialogue.locale), nlu: taking.nlu, tag: taking.tag };
  if (instead)
    return carryOutMove(waiting ? turning : { ...turning, locale: spokenIn(text, taking) }, instead, dialogue);
  if (waiting) return wantsPerson(text) === "clearly" ? stillWaiting(turning) : undefined;
  return await carryOut(turning, decideLast(situationOf(taking, text, turning), taking.limits));
}

/** What was said in pieces, as one text. A picked choice stands for itself, and so does what is left for people. */
function begin(taking: Taking): Said {
  const { content } = taking.message;
  if (content.type !== "text") return saidAs(taking, content.text);
  const { said } = taking.dialogue;
  const start = said.findLastIndex((message) => message.content.type !== "text") + 1;
  const text = [...new Set(said.slice(start).map((message) => message.content.text))].join("\n");
  return saidAs(taking, text, { alone: text === content.text ? undefined : content.text });
}
