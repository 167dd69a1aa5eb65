import * as v from "valibot";
import { AgentRef } from "../event.ts";

/** Milliseconds: half of all are at most `p50`, nine of ten at most `p90`; 0 where there is none. */
export const Figures = v.object({ p50: v.number(), p90: v.number(), count: v.number() });
export type Figures = v.InferOutput<typeof Figures>;

/** What a visitor said when they rated. */
export const SaidOfAgent = v.object({
  conversationId: v.string(),
  at: v.number(),
  score: v.number(),
  comment: v.string(),
});
export type SaidOfAgent = v.InferOutput<typeof SaidOfAgent>;

/** How an agent kept to their shifts, in milliseconds. */
export const Adherence = v.object({
  /** For how long they were to be there; absent where no shift is set. */
  scheduled: v.optional(v.number()),
  /** For how long of that they were available. */
  kept: v.optional(v.number()),
  available: v.number(),
  away: v.array(v.object({ reason: v.string(), time: v.number() })),
});
export type Adherence = v.InferOutput<typeof Adherence>;

/** What an agent did in a time. */
export const Scorecard = v.object({
  agent: AgentRef,
  conversations: v.number(),
  messages: v.number(),
  /** From when they got a conversation to their first words in it. */
  firstResponse: Figures,
  /** For how long they had one, but for when it was put aside. */
  handling: Figures,
  /** From when they got one first to its end, of those that ended with them. */
  resolution: Figures,
  /** Those that ended with them; and of these, those that went on within three days. */
  resolved: v.number(),
  reopened: v.number(),
  /** How often they handed one on: to somebody else, a team or the bot. */
  transfers: v.number(),
  csat: v.object({ count: v.number(), average: v.number() }),
  /** With the visitors' words, the newest first; 50 at most. */
  said: v.array(SaidOfAgent),
  adherence: v.optional(Adherence),
  /** Their reviews, from 0 to 1. */
  quality: v.optional(v.object({ count: v.number(), average: v.number() })),
});
export type Scorecard = v.InferOutput<typeof Scorecard>;

/** The figures of a card that can be compared. */
export const COMPARED = [
  "conversations",
  "messages",
  "firstResponse",
  "handling",
  "resolution",
  "resolved",
  "reopened",
  "transfers",
  "csat",
  "adherence",
  "quality",
] as const;
export type Compared = (typeof COMPARED)[number];

/** What the middle one of a team has; a figure that nobody has is missing. */
export const TeamMedians = v.partial(
  v.object({
    conversations: v.number(),
    messages: v.number(),
    firstResponse: v.number(),
    handling: v.number(),
    resolution: v.number(),
    resolved: v.number(),
    reopened: v.number(),
    transfers: v.number(),
    csat: v.number(),
    adherence: v.number(),
    quality: v.number(),
  }),
);
export type TeamMedians = v.InferOutput<typeof TeamMedians>;

/** `GET /api/scorecards?from=&to=&inbox=` (milliseconds). An agent is told of themselves only. */
export const Scorecards = v.object({
  from: v.number(),
  to: v.number(),
  cards: v.array(Scorecard),
  /** Absent for an agent where fewer than three have worked: it would say what another did. */
  team: v.optional(TeamMedians),
});
export type Scorecards = v.InferOutput<typeof Scorecards>;
