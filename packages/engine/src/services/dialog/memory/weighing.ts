import type { Guess, Understanding } from "@parley/protocol";
import { type Ellipsis, isSubjectless } from "./ellipsis.ts";

/** A message, by itself and with the question before it. */
export interface Readings {
  text: string;
  kind: Ellipsis;
  alone: Understanding;
  /** With the question first, and last. */
  joined: readonly Understanding[];
  /** What was answered last. */
  answered: string;
}

/** At or above this confidence a reading is sure. */
const SURE = 0.8;
/** How much a message counts by itself where the model is sure of it: what names no subject is a poor witness. */
const ALONE: Record<Ellipsis, number> = { all: 0.25, some: 0.5, perhaps: 0.5 };
/** And where it is not. */
const ALONE_UNSURE = 0.2;
/** What was answered just now is hardly asked again in other words. */
const JUST_ANSWERED = 0.6;
/** Makes up for halves: what is well ahead of the others is what is meant. */
const SHARPEN = 1.5;
/** Below the bar for an answer, so that the bot asks back. */
const ASKS_BACK = 0.7;
/**
 * Where the readings together leave it less than this, and it is not beyond doubt, a message by itself is drowned by the question
 * before. Of 250 own dialogues, short new questions keep more or are beyond doubt, but for one in fifty.
 */
const DROWNED = 0.01;
const BEYOND_DOUBT = 0.99;
/** Readings less likely than this are none. */
const WORTH = 0.02;

export const isSure = ({ inScope, intents }: Understanding): boolean =>
  inScope && (intents[0]?.confidence ?? 0) >= SURE;

/** How much of what is read together with the question before is about an intent, from 0 to 1. */
export const aboutIn = (joined: readonly Understanding[], intent: string): number =>
  sum(joined.map((understanding) => sharesOf(understanding, 1 / joined.length).get(intent) ?? 0));

/** What may be meant, by both ways of reading, the likeliest first; the shares add up to 1 at most. None if it stands by itself. */
export function weigh(readings: Readings): Guess[] {
  const { kind, alone, joined, answered } = readings;
  if (kind === "perhaps" && isSure(alone) && !isDrowned(readings)) return [];
  const weight = weightOf(alone, kind);
  const own = sharesOf(alone, weight);
  const read = [alone, ...joined];
  const names = new Set(read.flatMap(({ intents }) => intents.map(({ intent }) => intent)));
  const scores = [...names].map((intent): [string, number] => {
    const prior = intent === answered && kind !== "all" ? JUST_ANSWERED : 1;
    return [intent, ((own.get(intent) ?? 0) + (1 - weight) * aboutIn(joined, intent) * prior) ** SHARPEN];
  });
  const all = sum(scores.map(([, score]) => score));
  if (all === 0) return [];
  const guesses = scores
    .map(([intent, score]) => guessOf(intent, score / all, read))
    .filter(({ confidence }) => confidence >= WORTH)
    .sort((one, other) => other.confidence - one.confidence);
  return doubted(guesses, readings);
}

function weightOf(alone: Understanding, kind: Ellipsis): number {
  if (!alone.inScope) return 0;
  return isSure(alone) ? ALONE[kind] : ALONE_UNSURE;
}

/** Whether nothing is left of what a message is by itself once the question stands before it; a new subject would hold its own. */
function isDrowned({ alone, joined }: Readings): boolean {
  const [best] = alone.intents;
  if (!best || best.confidence >= BEYOND_DOUBT) return false;
  return aboutIn(joined, best.intent) < DROWNED && joined.every(isSure);
}

/**
 * Where a message names something that by itself has nothing to do with what was found, it may be about something else entirely:
 * the question before it always finds what it is about itself. Then the bot asks back, or does not know if nothing points back.
 */
function doubted(guesses: Guess[], { alone, kind, text }: Readings): Guess[] {
  const [best] = guesses;
  if (kind === "all" || !best) return guesses;
  const isRelated = alone.intents.some(({ intent }) => intent === best.intent);
  if (isRelated && kind === "some") return guesses;
  if (!isRelated && kind === "perhaps" && !isSubjectless(text)) return [];
  return guesses.map((found) => ({ ...found, confidence: Math.min(found.confidence, ASKS_BACK) }));
}

/** A guess with the title that a reading gave it. */
export function guessOf(intent: string, confidence: number, read: readonly Understanding[]): Guess {
  const title = read.flatMap(({ intents }) => intents).find((known) => known.intent === intent)?.title ?? intent;
  return { intent, title, confidence };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** The shares of intents in a reading, times its weight; none if it is outside of what is known. */
const sharesOf = ({ intents, inScope }: Understanding, weight: number): ReadonlyMap<string, number> =>
  new Map(inScope ? intents.map(({ intent, confidence }) => [intent, confidence * weight]) : []);
