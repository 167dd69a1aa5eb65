import { type Choice, ChatError } from "@parley/protocol";
import {
  backAgain,
  type Contact,
  escalate,
  nobodyOnline,
  type Response,
  sayLightly,
  type Saying,
} from "../bot-words.ts";
import { thanksFor } from "../left-thanks.ts";
import { carryOutMove, onlySubject, stillWaiting, stopWaiting } from "../moves.ts";
import { decideChoice } from "../policy.ts";
import type { Reading } from "../replies/asked.ts";
import type { Move } from "../replies/effects.ts";
import { readReply } from "../replies/read.ts";
import { carryOut, type Turning } from "../turns.ts";
import { wantsPerson } from "../wants-person.ts";
import { wordsFor } from "../words.ts";
import { type Made, plainly, type Said, saidAs, spokenIn, type Taking } from "./asking.ts";

/** Answers what is said to what the bot asked: yes, no, which, thanks, a picked choice, an address that was asked for. */
export async function answerReply(taking: Taking, said: Said): Promise<Made> {
  const { content } = taking.message;
  if (content.type === "choice") return await pick(taking, [{ label: content.text, value: content.value }]);
  if (content.type === "left") return thankFor(taking, content);
  const reading = readingOf(taking, said.text);
  const made = reading && (await follow(taking, reading, said.text));
  if (made && !("left" in made)) return made;
  return (await notedContact(taking, made?.left ?? said)) ?? made;
}

function readingOf({ message, dialogue, waiting }: Taking, text: string): Reading | undefined {
  // In the queue much may go unanswered: a reply there is to be heard whatever was said before.
  const reading = (waiting && readReply(message.content.text, dialogue.asked)) || readReply(text, dialogue.asked);
  // "Hello? Is anybody there?" is no greeting, and who says "I want a person" agrees to nothing else.
  return reading && LIGHT.has(reading.does) && wantsPerson(text) === "clearly" ? undefined : reading;
}

const LIGHT: ReadonlySet<Reading["does"]> = new Set(["greet", "acknowledge", "affirm", "which", "thank"]);

async function follow(taking: Taking, reading: Reading, text: string): Promise<Made> {
  if (reading.does === "pick") return await pick(taking, reading.choices);
  const { does, rest } = reading;
  if (rest !== undefined) return left(taking, rest, ANSWERS_ALONE.has(does) ? does : undefined);
  const only = does === "affirm" || does === "which" ? onlySubject(taking.dialogue.asked.choices) : undefined;
  if (only && does === "affirm") return await pick(taking, [only]);
  // The site's own greeting is better than ours.
  if (does === "greet" && !taking.waiting) return left(taking, text, does);
  return carryOutMove(plainly(taking, spokenIn(text, taking)), does, taking.dialogue);
}

const left = (taking: Taking, text: string, instead?: Move): Made => ({ left: saidAs(taking, text, { instead }) });

/** What a reply still says if the words after it are not understood. */
const ANSWERS_ALONE: ReadonlySet<Move> = new Set(["accept", "decline", "none", "wrong", "stop"]);

/** Carries out picked choices: the first, and offers the others. What no longer exists is read as its label's words. */
async function pick(taking: Taking, [choice, ...also]: readonly Choice[]): Promise<Made> {
  if (!choice) return undefined;
  const { waiting, dialogue, nlu, tag } = taking;
  const usual = plainly(taking, spokenIn(choice.label, taking));
  if (choice.value === "bot") return waiting ? stopWaiting(usual) : carryOutMove(usual, "decline", dialogue);
  if (choice.value === "none") return carryOutMove(usual, "none", dialogue);
  const turn = decideChoice(choice.value);
  if (!turn) return left(taking, choice.label);
  try {
    const turning = { ...usual, nlu, tag, picked: true, also, named: dialogue.topic?.entities };
    return keptInLine(taking, await carryOut(turning, turn), usual);
  } catch (cause) {
    if (!(cause instanceof ChatError) || cause.code !== "notFound") throw cause;
    return left(taking, choice.label);
  }
}

/** Who is in line already is not put there again. */
export const keptInLine = ({ waiting }: Taking, response: Response, usual: Saying): Response =>
  waiting && response.decision === "escalate" ? stillWaiting(usual) : response;

type Left = Extract<Taking["message"]["content"], { type: "left" }>;

/** A message for people is theirs: the bot says that it has come, and sees to it that they are told. */
function thankFor(taking: Taking, content: Left): Response {
  const saying = plainly(taking, taking.dialogue.locale);
  const { people, locale } = saying;
  const thanks = thanksFor(content, saying);
  if (!taking.waiting) return escalate(saying, "asked", { left: thanks });
  return sayLightly(saying, `${thanks}${nobodyOnline(people) ? backAgain(people, locale) : ""}`);
}

/** Where a visitor who writes an address or a number wants to be reached. */
const OFFERED: ReadonlySet<string> = new Set(["offer", "waiting"]);

async function notedContact({ dialogue }: Taking, said: Said): Promise<Response | undefined> {
  if (!OFFERED.has(dialogue.asked.what)) return undefined;
  const turning = await said.turning();
  const contact = contactIn(turning.understanding.entities);
  return contact && noted(turning, contact);
}

function contactIn(entities: Turning["understanding"]["entities"]): Contact | undefined {
  const [email, phone] = ["email", "phone"].map((type) => entities.find((entity) => entity.type === type)?.value);
  return email || phone ? { ...(email && { email }), ...(phone && { phone }) } : undefined;
}

function noted(turning: Turning, contact: Contact): Response {
  const given = Object.values(contact).join(turning.locale === "en" ? " and " : "、");
  return { ...sayLightly(turning, wordsFor(turning).contact(given)), contact };
}
