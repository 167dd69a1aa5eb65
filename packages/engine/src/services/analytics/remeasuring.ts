import type { Collection } from "../../store/store.ts";
import { type Count, countedTo, countOn } from "./count.ts";
import { type Episode, isMeasured, isWorked } from "./episode.ts";
import type { Logs } from "./logs.ts";

/** Episodes read from the store at once. */
const PAGE = 2_000;
const NOTHING: Count = { stored: undefined, episodes: [] };

/** Measures what a version before counted without, from the logs. */
export function createRemeasuring(episodes: Collection<Episode>, logs: Logs) {
  /** A log counted anew from its beginning up to a number; nothing where the beginning is erased. */
  async function countAgain(conversationId: string, to: number): Promise<readonly Episode[]> {
    for (let count = NOTHING; ;) {
      const at = countedTo(count);
      const { events } = await logs.after(conversationId, at);
      if (at === 0 && events[0]?.seq !== 1) return [];
      const wanted = events.filter(({ seq }) => seq <= to);
      count = countOn(count, wanted);
      if (countedTo(count) === at || countedTo(count) >= to) return count.episodes;
    }
  }

  return {
    /** Measures what is stored of a conversation, as far as it is counted. Nothing is made up of what was erased. */
    async remeasure(conversationId: string): Promise<void> {
      const last = await episodes.findOne({ conversationId }, { sort: { episode: -1 } });
      if (!last) return;
      const again = await countAgain(conversationId, last.seq);
      const where = again.length > 0 ? await logs.whereIs(conversationId) : undefined;
      for (const { _id, seq, measured, work, comment, ratedAt } of again) {
        // What somebody counts on meanwhile is measured by them, or the next time.
        const said = ratedAt === undefined ? {} : { comment: comment ?? "", ratedAt };
        const known = { ...(measured && { measured }), ...(work && { work }), ...(where && { where }), ...said };
        await episodes.update({ _id, seq }, { $set: known });
      }
    },

    /** Conversations with episodes that began from a time on and are not measured, in parts, the latest first. */
    async *unmeasured(from: number): AsyncGenerator<Set<string>> {
      for (let before = Number.MAX_SAFE_INTEGER; ;) {
        const range = { openedAt: { $gte: from, $lt: before } };
        const page = await episodes.find(range, { sort: { openedAt: -1 }, limit: PAGE });
        yield new Set(
          page
            .filter((episode) => !(isMeasured(episode) && isWorked(episode)))
            .map(({ conversationId }) => conversationId),
        );
        const last = page.length < PAGE ? undefined : page.at(-1);
        if (!last) return;
        // Of those that began at the same moment the page may hold only some; of more than a page the rest is left.
        before = last.openedAt < (page[0]?.openedAt ?? 0) ? last.openedAt + 1 : last.openedAt;
      }
    },
  };
}
