import type { Response } from "../bot-words.ts";
import { carryOutMove, stillWaiting, stopWaiting } from "../moves.ts";
import { decideMeant, type Turn } from "../policy.ts";
import { carryOut, type Turning } from "../turns.ts";
import { wantsPerson } from "../wants-person.ts";
import { type Said, saidAs, situationOf, spokenIn, type Taking } from "./asking.ts";
import { keptInLine } from "./replies.ts";

/** Answers what the model takes for an intent: beyond doubt, or it asks back which. Who wants a person, or is angry, gets one. */
export async function answerByIntent(taking: Taking, said: Said): Promise<Response | undefined> {
  const { alone, instead, text } = said;
  const turning = await said.turning();
  const turn = decideMeant(situationOf(taking, text, turning), taking.limits);
  if (alone && !(turn && SURE.has(turn.do)) && (await isAnswered(taking, alone))) {
    return await answerByIntent(taking, saidAs(taking, alone));
  }
  if (taking.waiting) return turn && (await answerWaiting(taking, said, { turn, turning }));
  if (!turn) return undefined;
  if (!instead || KNOWN.has(turn.do)) return await carryOut(turning, turn);
  return carryOutMove({ ...turning, locale: spokenIn(text, taking) }, instead, taking.dialogue);
}

const SURE: ReadonlySet<Turn["do"]> = new Set(["answer", "escalate"]);
const KNOWN: ReadonlySet<Turn["do"]> = new Set(["answer", "clarify"]);

async function isAnswered({ nlu, dialogue, unsure, limits }: Taking, text: string): Promise<boolean> {
  const understanding = await nlu.understand({ text, locale: dialogue.locale });
  return decideMeant({ text, understanding, unsure }, limits)?.do === "answer";
}

/** While somebody waits for a person, the bot says only what it is sure of (SPEC H4). */
async function answerWaiting(
  taking: Taking,
  { text }: Said,
  { turn, turning }: { turn: Turn; turning: Turning },
): Promise<Response | undefined> {
  if (turn.do === "answer" && taking.answersWaiting) {
    return keptInLine(taking, await carryOut(turning, turn), turning);
  }
  if (turn.do === "stay") return stopWaiting(turning);
  return turn.do === "escalate" && wantsPerson(text) ? stillWaiting(turning) : undefined;
}
