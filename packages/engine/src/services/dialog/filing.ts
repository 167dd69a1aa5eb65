import type { Decision, MessageEvent } from "@parley/protocol";
import type { Nlu } from "../nlu/contract.ts";
import type { Response } from "./bot-words.ts";
import type { Dialogue } from "./dialogue.ts";
import { eventKey } from "./keys.ts";
import type { Composed } from "./respond.ts";

export interface FilingParts {
  nlu: Nlu;
  onError: (error: unknown) => void;
}

/**
 * Files what was asked, once a turn is over: every question, to try new models on, and for review those that the bot had no answer to.
 * Nobody waits for it.
 */
export function createFiling({ nlu, onError }: FilingParts) {
  return (
    { response, heard }: Composed,
    { said, locale }: Dialogue,
    { id, at, conversationId, content }: MessageEvent,
  ): void => {
    if (heard === undefined || !isQuestion(content)) return;
    const spoken = locale === "zh-CN" ? "zh" : "en";
    const { language, intents } = response?.understanding ?? { language: spoken, intents: [] };
    const filed = [nlu.heard({ text: heard, language })];
    if (response && isMissed(response)) {
      const text = said.flatMap(({ content: one }) => (isQuestion(one) ? [one.text] : [])).join("\n");
      const question = { id: eventKey(conversationId, id), at, text, language, guess: intents[0]?.intent };
      filed.push(nlu.collect({ ...question, reason: "unsure" }));
    }
    Promise.all(filed).catch(onError);
  };
}

/** What somebody writes of themselves in a form, where they are and the name of a file are for who reads them, and nothing to learn from. */
const NO_QUESTIONS: ReadonlySet<MessageEvent["content"]["type"]> = new Set(["file", "place", "filled"]);
const isQuestion = ({ type }: MessageEvent["content"]) => !NO_QUESTIONS.has(type);

const MISSED: ReadonlySet<Decision> = new Set(["offer", "clarify"]);

/** Whether the visitor's words were a question that the bot had no answer to. */
const isMissed = ({ decision, happening }: Response): boolean =>
  MISSED.has(decision) || (happening.type === "queued" && happening.reason === "unsure");
