import type { Conversation, EscalationReason, Guess, Understanding } from "@parley/protocol";

/** What the bot does next. */
export type Turn =
  | { do: "answer"; intent: string }
  | { do: "article"; articleId: string }
  | { do: "clarify"; intents: string[] }
  | { do: "offer" }
  | { do: "escalate"; reason: EscalationReason };

export interface Thresholds {
  /** At or above this confidence the bot answers. */
  answer: number;
  /** Between this and `answer` it asks back which of the likeliest was meant. */
  clarify: number;
  /** A guess less likely than this is not worth asking about. */
  mention: number;
  /** At or above this search score an article is taken for the answer. */
  article: number;
  /** Turns in a row the bot may be unsure before it hands over. */
  patience: number;
  /** What holds for an utterance of one word, which names a subject but hardly what is wanted of it. */
  brief: { answer: number; mention: number };
}

export const THRESHOLDS: Thresholds = {
  answer: 0.8,
  clarify: 0.25,
  mention: 0.08,
  article: 0.5,
  patience: 1,
  brief: { answer: 0.995, mention: 0.005 },
};

/** What is known when the bot decides. */
export interface Situation {
  text: string;
  understanding: Understanding;
  /** The best article that search found. */
  article?: { articleId: string; score: number } | undefined;
  /** Turns in a row in which the bot did not know what was meant. */
  unsure: number;
}

/** What the bot does with what it understood. Pure: no store, no clock, no model. */
export function decide(situation: Situation, usual: Thresholds = THRESHOLDS): Turn {
  const { text, understanding } = situation;
  const limits = isBrief(text) ? { ...usual, ...usual.brief } : usual;
  if (asksForPerson(text)) return { do: "escalate", reason: "asked" };
  const sure = understanding.inScope && understanding.intents.find(({ confidence }) => confidence >= limits.answer);
  if (sure) return { do: "answer", intent: sure.intent };
  // Who is upset already is not to be asked back by a machine that does not know either.
  if (understanding.sentiment === "negative") return { do: "escalate", reason: "negative" };
  return decideUnsure(situation, limits);
}

/** One word, or two Chinese characters. */
function isBrief(text: string): boolean {
  const words = text.match(/\p{Script=Han}|[\p{Letter}\p{Number}'’-]+/gu) ?? [];
  return words.length <= (/\p{Script=Han}/u.test(text) ? 2 : 1);
}

function decideUnsure({ understanding, article, unsure }: Situation, limits: Thresholds): Turn {
  const patient = unsure < limits.patience;
  const likely = understanding.inScope ? likelyIntents(understanding.intents, limits) : [];
  if (patient && likely.length > 0) return { do: "clarify", intents: likely };
  if (article && article.score >= limits.article) return { do: "article", articleId: article.articleId };
  return patient ? { do: "offer" } : { do: "escalate", reason: "unsure" };
}

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

const PERSON_EN =
  /\b(talk|speak|chat|connect|transfer|put)\b.{0,20}\b(human|person|agent|someone|somebody|representative|operator|staff|advisor)\b|\b(real|live|actual) (human|person|agent)\b|^\s*(human|agent|operator|representative)( please)?[.! ]*$/i;
const PERSON_ZH =
  /转(接)?人工|轉(接)?人工|人工(客服|服务|服務|坐席)|真人(客服)?|找(个|個|一个)?(人工|真人|客服人员)|^\s*人工\s*[。!!]*$/;
const NOT_A_QUESTION_ABOUT_IT = /\b(are you|is this|am i)\b|你是(不是)?|是不是|是真人|是人工/i;

/** Asking for a person must work whatever the model makes of it (SPEC H6). */
export function asksForPerson(text: string): boolean {
  return (PERSON_EN.test(text) || PERSON_ZH.test(text)) && !NOT_A_QUESTION_ABOUT_IT.test(text);
}

/** Turns in a row in which the bot did not know what was meant. */
export function unsureTurns({ state }: Conversation): number {
  return state.status === "bot" ? state.unsure : 0;
}
