import { createHash } from "node:crypto";
import { type AgentRef, ChatError, type Review, type ReviewSection } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Analytics } from "../contract.ts";
import { grouped } from "../counts.ts";
import { type EpisodeOf, judged, partOf, seenBy, unseen, type Within } from "./judged.ts";
import { createListing } from "./listing.ts";
import { createSampled } from "./sampled.ts";
import { type createSampling, itemOf } from "./sampling.ts";
import { REVIEWS, type StoredReview } from "./stored.ts";

interface ReviewingParts {
  store: Store;
  sampling: ReturnType<typeof createSampling>;
  /** An episode; the newest where no number is told. */
  episodeOf: EpisodeOf;
  sections: () => Promise<ReviewSection[]>;
  now: () => number;
}

const absent = () => new ChatError("notFound", "There is no such review.");

type Calls = "reviews" | "review" | "appeal" | "decide" | "sample" | "calibrate" | "agreement";

/** Reviews of conversations: who supervises judges, the agent may answer, and what was done stays known. */
export function createReviewing({ store, sampling, episodeOf, sections, now }: ReviewingParts) {
  const reviews = REVIEWS.open(store);
  const listing = createListing(reviews);

  /** Adds a step, if nobody was faster. */
  async function step(
    review: StoredReview,
    { text, did, by }: { text: string; did: Review["steps"][number]["did"]; by: AgentRef },
    change: Partial<Pick<StoredReview, "score" | "failed" | "answers" | "appealed">>,
  ): Promise<Review> {
    const at = now();
    const score = change.score ?? review.score;
    const steps = [...review.steps, { at, by, did, score }];
    const words = { ...review.words, [review.steps.length]: text };
    const seen = { _id: review._id, appealed: review.appealed };
    const written = await reviews.update(seen, { $set: { ...change, steps, words } });
    if (!written) throw new ChatError("conflict", "Somebody has changed this review meanwhile.");
    return shown(written);
  }

  const calls: Pick<Analytics, Calls> = {
    reviews: async (asked) => (await listing.list(asked)).map(shown),

    async review({ by, inboxIds, answers, comment = "", ...asked }) {
      if (asked.agentId === by.id) throw new ChatError("forbidden", "Nobody reviews their own work.");
      const { episode, agent, inboxId } = await partOf(episodeOf, asked, inboxIds);
      const of = await sections();
      const { score, failed } = judged(of, answers);
      const item = itemOf(asked.conversationId, episode.episode, agent.id);
      const at = now();
      const review: StoredReview = {
        _id: createHash("sha256").update(`${item}/${by.id}`).digest("base64url").slice(0, 22),
        item,
        conversationId: asked.conversationId,
        episode: episode.episode,
        inboxId,
        agent,
        agentId: agent.id,
        reviewer: by,
        at,
        sections: of,
        answers,
        comment,
        score,
        failed,
        appealed: false,
        calibration: (await sampling.of(item))?.calibration ?? false,
        steps: [{ at, by, did: "reviewed", score }],
        words: {},
      };
      if (!(await reviews.insert(review))) throw new ChatError("conflict", "You have reviewed this already.");
      return shown(review);
    },

    async appeal({ id, text, by }) {
      const review = await reviews.findOne({ _id: id });
      if (!review || review.agent.id !== by.id || seenBy(await besides(review), by, []).length === 0) throw absent();
      if (review.steps.some(({ did }) => did === "appealed"))
        throw new ChatError("conflict", "You have answered to this review already.");
      return await step(review, { text, did: "appealed", by }, { appealed: true });
    },

    async decide({ id, text, answers, by, inboxIds }) {
      const review = await reviews.findOne({ _id: id });
      if (!review || review.agent.id === by.id) throw absent();
      if (!(inboxIds?.includes(review.inboxId) ?? true)) throw unseen();
      if (!review.appealed) throw new ChatError("conflict", "There is nothing to decide.");
      const changed = answers && { answers, ...judged(review.sections, answers) };
      return await step(review, { text, did: changed ? "changed" : "kept", by }, { appealed: false, ...changed });
    },

    ...createSampled({ reviews, sampling, episodeOf }),
  };

  const besides = async ({ item }: StoredReview) => await reviews.find({ item });

  return {
    calls,
    /** What agents' reviews came to, of those that are to be seen. */
    async marks({ from, to, inboxIds }: { from: number; to: number; inboxIds: Within }) {
      const found = await reviews.find({ at: { $gte: from, $lt: to } });
      const seen = await listing.seenOf(found, { id: "", name: "" }, inboxIds);
      return grouped(seen, ({ agent }) => agent.id);
    },
  };
}

function shown({ _id, item: _item, agentId: _whose, steps, words, ...review }: StoredReview): Review {
  return { id: _id, ...review, steps: steps.map((one, at) => ({ ...one, text: words[at] ?? "" })) };
}
