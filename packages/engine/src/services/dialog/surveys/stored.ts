import type { Survey, SurveyAnswers } from "@parley/protocol";
import { defineCollection, GONE } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

export interface StoredSurvey extends Doc, Omit<Survey, "id"> {
  /** When it was switched on last: nobody is asked of what ended before. */
  since?: number;
}

export const SURVEYS = defineCollection<StoredSurvey>("surveys", { owner: "dialog" });

/** That somebody is asked after the end of an episode, and what they answered. */
export interface StoredAsk extends Doc {
  surveyId: string;
  conversationId: string;
  inboxId: string;
  locale: string;
  /** Whom it was last with. */
  agentId?: string;
  agentName?: string;
  at: number;
  /** When they are next to be told of it, and what of. */
  sayAt?: number;
  say?: "ask" | "remind";
  version: number;
  answeredAt?: number;
  /** Numbers and options. */
  given?: SurveyAnswers;
  /** Erasure takes the rest. */
  personId?: string;
  texts?: SurveyAnswers;
  askHash?: string;
  remindHash?: string;
}

/** That somebody is looked at to be asked, under one of their ids: of several conversations that end at once one asks. It goes at once. */
export interface StoredSurveyClaim extends Doc {
  conversationId: string;
  /** The end that it is of. */
  ask: string;
  /** When it holds no more, where a node died with it. */
  until: number;
}

export const SURVEY_CLAIMS = defineCollection<StoredSurveyClaim>("surveyClaims", {
  owner: "dialog",
  indexes: [{ on: ["until"] }, { on: ["conversationId"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
  refersTo: ["events"],
});

export const SURVEY_ASKS = defineCollection<StoredAsk>("surveyAsks", {
  owner: "dialog",
  indexes: [
    { on: ["sayAt"] },
    { on: ["surveyId", "at"] },
    { on: ["personId", "at"] },
    { on: ["conversationId"] },
    { on: ["askHash"], unique: true },
    { on: ["remindHash"], unique: true },
  ],
  whose: { conversation: "conversationId" },
  personal: { personId: GONE, texts: GONE, askHash: GONE, remindHash: GONE },
  refersTo: ["events", "surveys"],
});
