import type { BotSettings, Conversation, EscalationReason, Guess, Understanding } from "@parley/protocol";
import type { Mood } from "./mood.ts";
import { refusesAction } from "./refusal.ts";
import { wantsPerson } from "./wants-person.ts";

/** What the bot does next. */
export type Turn =
  /** `also`: what was wished for in the same breath. */
  | { do: "answer"; intent: string; also?: string[] }
  | { do: "article"; articleId: string }
  | { do: "clarify"; intents: string[] }
  /** `again`: in other words, as it was offered before. */
  | { do: "offer"; again?: boolean }
  /** No person is wanted. */
  | { do: "stay" }
  | { do: "escalate"; reason: EscalationReason };

export interface Thresholds {
  /** At or above this confidence the bot answers. */
  answer: number;
  /**
   * Between this and `answer` it asks back which of the likeliest was meant, also where the model thinks that no intent fits: it is
   * wrong about that more often than that none of the three likeliest is meant.
   */
  clarify: number;
  /** A guess less likely than this is not worth asking about. */
  mention: number;
  /** At or above this search score an article is taken for the answer. */
  article: number;
  /** Turns in a row the bot may be unsure before it hands over, if somebody is there. */
  patience: number;
  /** What holds for an utterance of one word, which names a subject but hardly what is wanted of it. */
  brief: { answer: number; mention: number };
}

export const THRESHOLDS: Thresholds = {
  answer: 0.8,
  clarify: 0.1,
  mention: 0.03,
  article: 0.5,
  patience: 3,
  brief: { answer: 0.995, mention: 0.005 },
};

/** The usual ones, with what somebody has set; one word must never be surer of itself than many. */
export function thresholdsOf(set: BotSettings["thresholds"] = {}): Thresholds {
  const answer = set.answer ?? THRESHOLDS.answer;
  const brief = { ...THRESHOLDS.brief, answer: Math.max(answer, THRESHOLDS.brief.answer) };
  return {
    answer,
    clarify: Math.min(answer, set.clarify ?? THRESHOLDS.clarify),
    mention: THRESHOLDS.mention,
    article: set.article ?? THRESHOLDS.article,
    patience: set.patience ?? THRESHOLDS.patience,
    brief,
  };
}

/** What is known when the bot decides. */
export interface Situation {
  text: string;
  understanding: Understanding;
  /** How the visitor feels; calm unless told. */
  mood?: Mood | undefined;
  /** Turns in a row in which the bot did not know what was meant. */
  unsure: number;
  /** Values of the choices that it offered last. */
  offered?: readonly string[] | undefined;
  /** Whether somebody of the team is there, or that is not known; yes unless told. */
  someoneOnline?: boolean | undefined;
}

/** What the bot does with what it understood; nothing if it does not know what is meant. Pure: no store, no clock, no model. */
export function decideMeant(situation: Situation, usual: Thresholds = THRESHOLDS): Turn | undefined {
  const { text, understanding } = situation;
  const limits = isBrief(text) ? { ...usual, ...usual.brief } : usual;
  const person = wantsPerson(text);
  if (person === "clearly") return { do: "escalate", reason: "asked" };
  const sure = sureOf(understanding, limits);
  if (sure) return refusesAction(text) ? { do: "stay" } : sure;
  if (person === "perhaps") return { do: "escalate", reason: "asked" };
  return person === "refused" ? { do: "stay" } : decideUnsure(situation, limits);
}

function decideUnsure(situation: Situation, limits: Thresholds): Turn | undefined {
  const { understanding, mood } = situation;
  // Anger brings in a person at once; who is upset is asked back once before, and goes nowhere for what is none of our business.
  if (mood === "angry") return { do: "escalate", reason: "negative" };
  const likely = worthAsking(situation, limits);
  if (likely.length > 0) return { do: "clarify", intents: likely };
  return mood === "upset" && understanding.inScope ? { do: "escalate", reason: "negative" } : undefined;
}

/** Whether an article that search found is taken for the answer. */
export const decideFound = ({ score }: { score: number }, { article }: Thresholds = THRESHOLDS): boolean =>
  score >= article;

/** What the bot does if nobody knows an answer. */
export function decideLast(
  { text, unsure, someoneOnline = true }: Situation,
  { patience }: Thresholds = THRESHOLDS,
): Turn {
  const person = wantsPerson(text);
  if (person === "refused") return { do: "stay" };
  if (person) return { do: "escalate", reason: "asked" };
  if (unsure >= patience && someoneOnline) return { do: "escalate", reason: "unsure" };
  return unsure === 0 ? { do: "offer" } : { do: "offer", again: true };
}

/** The answer that is beyond doubt, or the answers. */
function sureOf({ inScope, intents, wishes = [] }: Understanding, { answer }: Thresholds): Turn | undefined {
  const best = inScope ? intents.find(({ confidence }) => confidence >= answer) : undefined;
  if (best) return { do: "answer", intent: best.intent };
  const [first, ...also] = wishes;
  return first && also.length > 0 && wishes.length <= MOST_AT_ONCE ? { do: "answer", intent: first, also } : undefined;
}

/** Who names more than these is asked what comes first. */
const MOST_AT_ONCE = 3;

/** One word, or two Chinese characters. */
function isBrief(text: string): boolean {
  const words = text.match(/\p{Script=Han}|[\p{Letter}\p{Number}'’-]+/gu) ?? [];
  return words.length <= (/\p{Script=Han}/u.test(text) ? 2 : 1);
}

/** What may be meant, unless that was asked before: the same question back would be no help. */
function worthAsking({ understanding, unsure, offered = [] }: Situation, limits: Thresholds): string[] {
  if (unsure >= ASKS_BACK) return [];
  const likely = likelyIntents(understanding.intents, limits);
  return unsure === 0 || likely.some((intent) => !offered.includes(`intent:${intent}`)) ? likely : [];
}

/** Turns in a row in which it may ask back which of several was meant. */
const ASKS_BACK = 2;

/** What the bot does with a choice that was picked; nothing if it is to be read as text. */
export function decideChoice(value: string): Turn | undefined {
  if (value === "human") return { do: "escalate", reason: "asked" };
  if (value.startsWith("intent:")) return { do: "answer", intent: value.slice("intent:".length) };
  if (value.startsWith("article:")) return { do: "article", articleId: value.slice("article:".length) };
  return undefined;
}

function likelyIntents(intents: readonly Guess[], { clarify, mention }: Thresholds): string[] {
  const [best] = intents;
  if (!best || best.confidence < clarify) return [];
  return intents
    .filter(({ confidence }) => confidence >= mention)
    .slice(0, 3)
    .map(({ intent }) => intent);
}

/** Turns in a row in which the bot did not know what was meant. */
export function unsureTurns({ state }: Conversation): number {
  return state.status === "bot" ? state.unsure : 0;
}
