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
    { id, at, conversationId }: MessageEvent,
  ): void => {
    if (heard === undefined) return;
    const spoken = locale === "zh-CN" ? "zh" : "en";
    const { language, intents } = response?.understanding ?? { language: spoken, intents: [] };
    const filed = [nlu.heard({ text: heard, language })];
    if (response && isMissed(response)) {
      const text = said.flatMap(({ content }) => (content.type === "file" ? [] : [content.text])).join("\n");
      const question = { id: eventKey(conversationId, id), at, text, language, guess: intents[0]?.intent };
      filed.push(nlu.collect({ ...question, reason: "unsure" }));
    }
    Promise.all(filed).catch(onError);
  };
}

const MISSED: ReadonlySet<Decision> = new Set(["offer", "clarify"]);

/** Whether the visitor's words were a question that the bot had no answer to. */
const isMissed = ({ decision, happening }: Response): boolean =>
  MISSED.has(decision) || (happening.type === "queued" && happening.reason === "unsure");
