import type { AgentRef, CoachingNote, Review, ReviewStep, SampleItem } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** A review. What was written in it is apart from what was done, since it may quote the visitor. */
export interface StoredReview extends Doc, Omit<Review, "id" | "steps" | "comment"> {
  /** The conversation's episode with that agent: what several may review. */
  item: string;
  /** Whose it is. Versions before did not write it: it is added when reviews are listed. */
  agentId?: string;
  steps: Omit<ReviewStep, "text">[];
  comment: string;
  /** Of each step, by its place. */
  words: Record<string, string>;
}

export const REVIEWS = defineCollection<StoredReview>("reviews", {
  owner: "analytics",
  indexes: [
    { on: ["item"] },
    { on: ["at", "_id"] },
    { on: ["agentId", "at", "_id"] },
    { on: ["inboxId", "at", "_id"] },
    { on: ["appealed", "at", "_id"] },
  ],
  whose: { conversation: "conversationId" },
  personal: { comment: "", words: {} },
  refersTo: ["episodes"],
});

/** What is to be reviewed. Its id follows from what it is, so that nothing is drawn twice on any node. */
export interface StoredSample
  extends Doc, Pick<SampleItem, "conversationId" | "episode" | "inboxId" | "at" | "reasons"> {
  agent: AgentRef;
  calibration: boolean;
  /** What was said in it is erased. */
  gone?: boolean;
}

export const SAMPLES = defineCollection<StoredSample>("reviewSamples", {
  owner: "analytics",
  indexes: [{ on: ["at"] }],
  whose: { conversation: "conversationId" },
  refersTo: ["episodes"],
});

/** By what a week's share is drawn: as it was when it was drawn first. */
export interface StoredWeek extends Doc {
  share: number;
  least: number;
  calibration: number;
}

export const SAMPLED_WEEKS = defineCollection<StoredWeek>("sampledWeeks", {
  owner: "analytics",
  refersTo: ["reviewSamples"],
});

export interface StoredCoaching extends Doc, Omit<CoachingNote, "id"> {}

export const COACHING = defineCollection<StoredCoaching>("coachingNotes", {
  owner: "analytics",
  indexes: [{ on: ["agentId", "at"] }],
  whose: { conversation: "conversationId" },
  personal: { text: "" },
});
