import type {
  Choice,
  Content,
  Decision,
  EscalationReason,
  Happening,
  Insight,
  Locale,
  MessageEvent,
  Understanding,
  Wait,
} from "@parley/protocol";
import { type Opening, spokenTime } from "../../team-hours.ts";
import { type Speaking, WORDS, wordsFor } from "./words.ts";

/** Who of the team could take over, as far as it is known. */
export interface People {
  /** How many are available now. */
  online?: number | undefined;
  /** When somebody will be there, if nobody has to be now. */
  next?: Opening | undefined;
}

/** How somebody can be reached outside of the chat. */
export interface Contact {
  email?: string;
  phone?: string;
}

/** What the bot wants to happen, and what it understood on the way. */
export interface Response {
  happening: Happening;
  /** What it says before, one message after the other. */
  before?: readonly Happening[] | undefined;
  /** As whom, if not as the inbox's bot. */
  bot?: NamedBot | undefined;
  /** What the visitor reads once they are back with the bot. */
  words?: Happening;
  /** How the words begin that they read once they are in line. */
  passing?: Pick<Passing, "locale" | "tag" | "own" | "left">;
  understanding: Understanding;
  decision: Decision;
  /** How the visitor says they can be reached. */
  contact?: Contact;
}

/** A bot that has a name. */
export type NamedBot = Readonly<Record<"id" | "name", string>>;

/** Which answerer it was, and what only that knows; an insight has it beside the rest. */
type About = DistributiveOmit<Extract<Insight, { kind: string }>, "replyTo" | "decision" | "understanding">;
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** What a reply is made with. */
export interface Saying extends Speaking {
  message: MessageEvent;
  understanding: Understanding;
  people: People;
  /** The answerer: replies where nothing had to be understood, else intents, unless told. */
  about?: About;
}

/** Nothing had to be understood. */
export const notAsked = (locale: Locale): Understanding => ({
  intents: [],
  inScope: true,
  language: locale === "en" ? "en" : "zh",
  sentiment: "neutral",
  entities: [],
  model: 0,
});

export const nobodyOnline = ({ online }: People): boolean => online === 0;

/** When somebody will be there, as a sentence; nothing if that is not known. */
export function backAgain({ next }: People, locale: Locale): string {
  return next ? WORDS[locale].back(spokenTime(next, locale)) : "";
}

/** A message of the bot. */
export function say(saying: Saying, decision: Decision, content: Content): Response {
  const { understanding } = saying;
  const insight = insightOf(saying, decision);
  return { happening: { type: "message", author: { kind: "bot" }, content, insight }, understanding, decision };
}

function insightOf({ message, understanding, about }: Saying, decision: Decision): Insight {
  const { model, intents, inScope } = understanding;
  const asked = model !== 0 || intents.length > 0 || !inScope;
  return { ...(about ?? { kind: asked ? "intent" : "reply" }), replyTo: message.id, decision, understanding };
}

/** Light words: there is nothing to judge in them. */
export const sayLightly = (saying: Saying, text: string, choices?: readonly Choice[]): Response =>
  say(saying, "acknowledge", { type: "text", text, aside: true, ...(choices && { choices: [...choices] }) });

/** The choice that brings a person in, as it is called while somebody is there and while nobody is. */
export function personChoice(saying: Speaking & Pick<Saying, "people">): Choice {
  const words = wordsFor(saying);
  return { label: nobodyOnline(saying.people) ? words.leaveMessage : words.person, value: "human" };
}

export const stopChoice = (speaking: Speaking): Choice => ({ label: wordsFor(speaking).stopWaiting, value: "bot" });

/** Offers a person in these words, or in others while nobody is there. */
export function offer(saying: Saying, words: "offer" | "offerAgain" | "rephrase" | "missed" | "sorryOffer"): Response {
  const all = wordsFor(saying);
  const later = words === "offer" ? all.offerLater : all.rephraseLater;
  const text = nobodyOnline(saying.people) ? `${later}${backAgain(saying.people, saying.locale)}` : all[words];
  return say(saying, "offer", { type: "text", text, choices: [personChoice(saying)], aside: true });
}

/** Puts the visitor in line for a person. `own` are the words that the knowledge has for it, `left` those for who has left a message. */
export function escalate(
  saying: Saying,
  reason: EscalationReason,
  { own, left }: Pick<Passing, "own" | "left"> = {},
): Response {
  const { understanding, locale, tag } = saying;
  const insight = insightOf(saying, "escalate");
  const passing = { locale, tag, own, left };
  return { happening: { type: "queued", reason, insight }, passing, understanding, decision: "escalate" };
}

/** A hand-over, as the visitor is told of it. */
export interface Passing extends Speaking {
  people: People;
  reason: EscalationReason;
  /** The place in line; absent if it is not known. */
  position?: number | undefined;
  /** How long they are likely to wait; absent if it is not known. */
  wait?: Wait | undefined;
  /** What the knowledge says first. */
  own?: string | undefined;
  /** Thanks for a message that was left: who has left one is not asked for more. */
  left?: string | undefined;
}

/** What the visitor reads who is handed over: why, and what happens next. */
export function handoverWords({ people, position, wait, reason, own, left, ...speaking }: Passing): Content {
  const { locale } = speaking;
  const words = wordsFor(speaking);
  const usual = nobodyOnline(people)
    ? [own ?? words.passLater, `${words.nobody}${backAgain(people, locale)}`, words.meanwhile]
    : [own ?? words.handOver ?? words.pass[reason], ...placeIn(words, position, wait), words.tellMore, words.meanwhile];
  const next = left ? [`${left}${nobodyOnline(people) ? backAgain(people, locale) : ""}`, words.meanwhile] : usual;
  const text = next.join(locale === "en" ? " " : "");
  return { type: "text", text, choices: [stopChoice(speaking)], aside: true };
}

function placeIn(words: ReturnType<typeof wordsFor>, position: number | undefined, wait: Wait | undefined): string[] {
  const place = position === undefined ? [] : [position > 1 ? words.inLine(position) : words.next];
  return wait ? [...place, words.wait(wait)] : place;
}
