import type { Choice, Content, Understanding } from "@parley/protocol";
import { angerIn } from "./anger.ts";
import { ofUs } from "./anger-elsewhere.ts";

/** What is known of a visitor's mood. */
export interface MoodSigns {
  text: string;
  sentiment: Understanding["sentiment"];
  /** How many of their messages before, since the bot has the conversation, were in a bad mood. */
  before: number;
}

/**
 * How a visitor feels: `angry` beyond doubt, so that a person has to see to it; `upset`, which the bot can only help by knowing
 * the answer; `displeased`, so that we are sorry.
 */
export type Mood = "angry" | "upset" | "displeased" | "calm";

/** Strong words of somebody who is delighted: "holy shit that was fast, thank you". */
const DELIGHTED = /\b(?:thank you|love|awesome|amazing)\b|谢谢|喜欢/i;

/**
 * What the signs amount to. Pure. A model of moods is no evidence by itself: only with words that say so, or for the second time,
 * is somebody taken for upset.
 */
export function moodOf({ text, sentiment, before }: MoodSigns): Mood {
  const anger = angerIn(text);
  if (anger === 2 && !(sentiment === "positive" && DELIGHTED.test(text))) return "angry";
  if (sentiment !== "negative" || ofUs(text).length === 0) return "calm";
  return anger === 1 || before > 0 ? "upset" : "displeased";
}

/** What is understood, with the anger that words give away beyond doubt. */
export const felt = (understanding: Understanding, mood: Mood): Understanding =>
  mood === "angry" ? { ...understanding, signals: { ...understanding.signals, feeling: "angry" } } : understanding;

/** The answer as somebody hears it who is not calm: that we are sorry comes first, unless it says so itself, and a person is offered. */
export function soothed(content: Content, mood: Mood, { sorry, person }: { sorry: string; person: Choice }): Content {
  if (mood === "calm" || content.type !== "text") return content;
  const offered = content.choices ?? [];
  const has = offered.some(({ label, value }) => value === "human" || label === person.label);
  const text = isApology(content.text) ? content.text : `${sorry}${/[。！？]$/.test(sorry) ? "" : " "}${content.text}`;
  return { ...content, text, choices: has ? offered : [...offered.slice(0, 9), person] };
}

/** Where an apology stands that a text begins with, in characters. */
const BEGINNING = 60;
const APOLOGY =
  /\b(?:sorry|apologi[sz]e|apologies|regret|afraid|unfortunately|forgive|that's worrying)\b|抱歉|对不起|對不起|不好意思|见谅|谅解|致歉|歉意|道歉|过意不去|遗憾|别着急|久等/i;

/** Whether a text begins with an apology, in whatever words. */
export const isApology = (text: string): boolean => APOLOGY.test(text.slice(0, BEGINNING));
