import * as v from "valibot";
import { AgentRef } from "../event.ts";
import { QualityTargets, ReviewSection } from "./settings.ts";

const Text = v.pipe(v.string(), v.trim(), v.maxLength(4_000));
const Said = v.pipe(Text, v.nonEmpty("must not be empty"));
const Id = v.pipe(v.string(), v.maxLength(100));

/** `na`: it does not apply. */
export const ReviewAnswer = v.union([
  v.picklist(["yes", "no", "na"]),
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
]);
export type ReviewAnswer = v.InferOutput<typeof ReviewAnswer>;
export const ReviewAnswers = v.record(Id, ReviewAnswer);
export type ReviewAnswers = v.InferOutput<typeof ReviewAnswers>;

/** `POST /api/reviews` */
export const NewReview = v.object({
  conversationId: Id,
  /** Which episode; the newest unless told. */
  episode: v.optional(v.number()),
  agentId: Id,
  answers: ReviewAnswers,
  comment: v.optional(Text),
});
export type NewReview = v.InferOutput<typeof NewReview>;

/** Something that was done with a review. */
export const ReviewStep = v.object({
  at: v.number(),
  by: AgentRef,
  did: v.picklist(["reviewed", "appealed", "kept", "changed"]),
  text: v.string(),
  /** The score from then on, from 0 to 1. */
  score: v.optional(v.number()),
});
export type ReviewStep = v.InferOutput<typeof ReviewStep>;

export const Review = v.object({
  id: v.string(),
  conversationId: v.string(),
  episode: v.number(),
  inboxId: v.string(),
  agent: AgentRef,
  reviewer: AgentRef,
  at: v.number(),
  /** As it was when it was filled in. */
  sections: v.array(ReviewSection),
  answers: ReviewAnswers,
  comment: v.string(),
  /** From 0 to 1. */
  score: v.number(),
  failed: v.boolean(),
  /** The agent has answered, and nobody has decided yet. */
  appealed: v.boolean(),
  /** Two review this conversation. */
  calibration: v.boolean(),
  steps: v.array(ReviewStep),
});
export type Review = v.InferOutput<typeof Review>;

/** `POST /api/reviews/:id/appeal` */
export const ReviewAppeal = v.object({ text: Said });
/** `POST /api/reviews/:id/decision`: with answers the review is changed, without it stays. */
export const ReviewDecided = v.object({ text: Said, answers: v.optional(ReviewAnswers) });

export const SAMPLE_REASONS = ["random", "low", "long", "escalated", "reopened", "asked"] as const;

/** A conversation that is to be reviewed. */
export const SampleItem = v.object({
  id: v.string(),
  conversationId: v.string(),
  episode: v.number(),
  inboxId: v.string(),
  agent: AgentRef,
  at: v.number(),
  reasons: v.array(v.picklist(SAMPLE_REASONS)),
  calibration: v.boolean(),
  /** How many have reviewed it, and whether oneself has. */
  reviews: v.number(),
  mine: v.boolean(),
});
export type SampleItem = v.InferOutput<typeof SampleItem>;

/** `POST /api/reviews/sample`: two are to review it. */
export const Calibrate = v.object({ conversationId: Id, episode: v.optional(v.number()), agentId: Id });

/** How far reviewers agree: the share of answers that are the same, and Krippendorff's alpha. */
export const ReviewAgreement = v.object({ pairs: v.number(), same: v.number(), alpha: v.optional(v.number()) });
export type ReviewAgreement = v.InferOutput<typeof ReviewAgreement>;
export const ReviewAgreements = v.object({
  all: ReviewAgreement,
  questions: v.array(v.object({ id: v.string(), text: v.string(), ...ReviewAgreement.entries })),
});
export type ReviewAgreements = v.InferOutput<typeof ReviewAgreements>;

/** What a supervisor tells an agent about their work. */
export const CoachingNote = v.object({
  id: v.string(),
  agentId: v.string(),
  by: AgentRef,
  at: v.number(),
  text: v.string(),
  conversationId: v.optional(v.string()),
});
export type CoachingNote = v.InferOutput<typeof CoachingNote>;
/** `POST /api/coaching` */
export const NewCoachingNote = v.object({ agentId: Id, text: Said, conversationId: v.optional(Id) });

/** `GET /api/quality`: by what one is judged. */
export const QualityTold = v.object({ sections: v.array(ReviewSection), targets: QualityTargets });
export type QualityTold = v.InferOutput<typeof QualityTold>;
