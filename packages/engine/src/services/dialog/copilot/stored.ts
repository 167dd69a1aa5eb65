import type { LanguageModelDay, SuggestionCounts } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** That a person was answered: what was said, to whom, and what their words are found by, each as a hash with the store's own key. */
export interface SentAnswer extends Doc {
  conversationId: string;
  inboxId: string;
  answer: string;
  person: string;
  language: "en" | "zh";
  terms: string[];
  at: number;
}

export const SENT_ANSWERS = defineCollection<SentAnswer>("sentAnswers", {
  owner: "dialog",
  indexes: [{ on: ["conversationId"] }, { on: ["answer"] }, { on: ["at"] }],
  whose: { conversation: "conversationId" },
  refersTo: ["fileKeys", "commonAnswers"],
});

/** Words that agents said to several people, so that they are nobody's. */
export interface CommonAnswer extends Doc {
  inboxId: string;
  text: string;
  at: number;
}

export const COMMON_ANSWERS = defineCollection<CommonAnswer>("commonAnswers", {
  owner: "dialog",
  indexes: [{ on: ["at"] }],
  keeps: "what agents said word for word to three people or more, without what is known of any of them",
});

/** What was sent where something was suggested, by day and inbox. */
export interface SuggestedDay extends Doc, SuggestionCounts {
  day: number;
  inboxId: string;
}

export const SUGGESTED = defineCollection<SuggestedDay>("suggested", { owner: "dialog", indexes: [{ on: ["day"] }] });

/** How often a language model was asked on a day; of what, and by whom, is not kept. */
export interface StoredModelDay extends Doc, LanguageModelDay {}

export const LANGUAGE_MODEL_DAYS = defineCollection<StoredModelDay>("languageModelDays", {
  owner: "dialog",
  indexes: [{ on: ["day"] }],
});
