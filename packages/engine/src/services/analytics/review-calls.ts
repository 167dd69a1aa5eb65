import {
  AgentRef,
  Calibrate,
  CoachingNote,
  NewCoachingNote,
  NewReview,
  Review,
  ReviewAgreements,
  ReviewAppeal,
  ReviewDecided,
  SampleItem,
} from "@parley/protocol";
import * as v from "valibot";

const inboxIds = v.optional(v.array(v.string()));
/** Who asks, and the inboxes that they see, if not all. */
const asked = { by: AgentRef, inboxIds };

const reviewsAsked = v.object({
  ...asked,
  agentId: v.optional(v.string()),
  /** Only those to which the agent has answered and nobody has decided. */
  appealed: v.optional(v.boolean()),
  /** A review; older ones are told. */
  before: v.optional(v.string()),
  limit: v.optional(v.number()),
});

/** How conversations are reviewed. */
export const reviewCalls = {
  /** Reviews that somebody may see, the newest first: of one agent, where `agentId` is told. Fewer than `limit`: there are no more. */
  reviews: { input: reviewsAsked, output: v.array(Review), repeatable: true },
  /** Reviews an agent's part of an episode. `conflict` where one has done so. */
  review: { input: v.object({ ...NewReview.entries, ...asked }), output: Review },
  /** The agent answers to a review of theirs. `conflict` where they have. */
  appeal: { input: v.object({ id: v.string(), ...ReviewAppeal.entries, by: AgentRef }), output: Review },
  /** Decides on what the agent answered. */
  decide: { input: v.object({ id: v.string(), ...ReviewDecided.entries, ...asked }), output: Review },
  /** What is to be reviewed, the newest first. */
  sample: { input: v.object(asked), output: v.array(SampleItem), repeatable: true, deadline: 30_000 },
  /** Two are to review it, without seeing each other's before. */
  calibrate: { input: v.object({ ...Calibrate.entries, ...asked }), output: v.object({}), repeatable: true },
  agreement: { input: v.object({ inboxIds }), output: ReviewAgreements, repeatable: true },
  coaching: { input: v.object({ agentIds: v.array(v.string()) }), output: v.array(CoachingNote), repeatable: true },
  coach: { input: v.object({ ...NewCoachingNote.entries, id: v.string(), by: AgentRef }), output: CoachingNote },
  /** Takes a note away, of one of these agents. */
  uncoach: {
    input: v.object({ id: v.string(), agentIds: v.array(v.string()) }),
    output: v.object({}),
    repeatable: true,
  },
};
