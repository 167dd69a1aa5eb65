import type { Collection } from "../../../store/store.ts";
import type { Analytics } from "../contract.ts";
import { grouped } from "../counts.ts";
import { agreementsOf } from "./agreement.ts";
import { type EpisodeOf, partOf } from "./judged.ts";
import { type createSampling, itemOf } from "./sampling.ts";
import type { StoredReview } from "./stored.ts";

/** Reviews that are compared, the newest. */
const MOST = 2_000;

interface SampledParts {
  reviews: Collection<StoredReview>;
  sampling: ReturnType<typeof createSampling>;
  episodeOf: EpisodeOf;
}

/** What is to be reviewed, and how far those agree who review the same. */
export function createSampled({
  reviews,
  sampling,
  episodeOf,
}: SampledParts): Pick<Analytics, "sample" | "calibrate" | "agreement"> {
  return {
    async sample({ by, inboxIds }) {
      await sampling.draw();
      const found = await sampling.all();
      const done = grouped(await reviews.find({ item: { $in: found.map(({ _id }) => _id) } }), ({ item }) => item);
      const open = found.filter(
        ({ gone, inboxId, agent }) => !gone && agent.id !== by.id && (inboxIds?.includes(inboxId) ?? true),
      );
      return open.map(({ _id, gone: _not, ...sample }) => {
        const of = done.get(_id) ?? [];
        return { id: _id, ...sample, reviews: of.length, mine: of.some(({ reviewer }) => reviewer.id === by.id) };
      });
    },

    async calibrate({ inboxIds, by: _anybody, ...asked }) {
      const { episode, agent } = await partOf(episodeOf, asked, inboxIds);
      await sampling.twice(episode, agent);
      await reviews.updateMany(
        { item: itemOf(asked.conversationId, episode.episode, agent.id) },
        { $set: { calibration: true } },
      );
      return {};
    },

    async agreement({ inboxIds }) {
      const within = inboxIds ? { inboxId: { $in: inboxIds } } : {};
      return agreementsOf(await reviews.find(within, { sort: { at: -1 }, limit: MOST }));
    },
  };
}
