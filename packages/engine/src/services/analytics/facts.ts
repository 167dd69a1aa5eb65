import { defineCollection, erasing } from "../../store/collections.ts";
import type { Store } from "../../store/store.ts";
import type { Dialog } from "../dialog/contract.ts";
import { type Count, countedTo, countOn } from "./count.ts";
import { type Episode, isMeasured, isWorked, WORDLESS } from "./episode.ts";
import { createLogs } from "./logs.ts";
import { createRemeasuring } from "./remeasuring.ts";
import type { Range } from "./tally.ts";

/** Episodes read from the store at once, so that a long range neither fills memory nor holds up anything else. */
const PAGE = 2_000;

/** What happened in each episode of each conversation. */
export const EPISODES = defineCollection<Episode>("episodes", {
  owner: "analytics",
  indexes: [{ on: ["openedAt"] }, { on: ["conversationId", "episode"], unique: true }],
  whose: { conversation: "conversationId" },
  personal: WORDLESS,
  refersTo: ["events"],
});

/** One document for each episode, which is all that reports need. */
export function createFacts(store: Store, dialog: Dialog) {
  const episodes = EPISODES.open(store);

  const logs = createLogs(dialog);
  const { remeasure, unmeasured } = createRemeasuring(episodes, logs);
  const newest = (conversationId: string) => episodes.findOne({ conversationId }, { sort: { episode: -1 } });

  /** How far a conversation is counted in the store. What a version before counted without measuring is measured first. */
  async function counted(conversationId: string): Promise<Count> {
    const stored = await newest(conversationId);
    if (!stored || (isMeasured(stored) && isWorked(stored))) return { stored, episodes: [] };
    await remeasure(conversationId);
    return { stored: await newest(conversationId), episodes: [] };
  }

  /** Writes what it became, unless somebody else has counted on from `before` meanwhile. */
  async function write(before: Episode | undefined, { _id, ...after }: Episode): Promise<boolean> {
    if (before?._id !== _id) return episodes.insert({ _id, ...after });
    return (await episodes.update({ _id, seq: before.seq }, { $set: after })) !== undefined;
  }

  /** Stores what was counted. Resolves to the newest episode, or to nothing, none being counted twice, if it was overtaken. */
  async function save({ stored, episodes, erased }: Count): Promise<Episode | undefined> {
    let last = stored;
    const [first] = episodes;
    const where = first && (stored?.where ?? (await logs.whereIs(first.conversationId)));
    for (const counted of episodes) {
      const episode = { ...counted, ...(where && { where }) };
      if (!(await write(last, episode))) return undefined;
      last = episode;
    }
    // Also of those before: another node may have counted them between an erasure here and the end of the log.
    if (erased && last) await erase([last.conversationId]);
    return last;
  }

  /** Removes people's words. */
  async function erase(conversationIds: readonly string[]): Promise<void> {
    await episodes.updateMany({ conversationId: { $in: conversationIds } }, erasing(EPISODES));
  }

  return {
    counted,
    save,
    erase,
    remeasure,
    unmeasured,

    /** Counts and stores all that is new in a conversation's log. */
    async catchUp(conversationId: string): Promise<Episode | undefined> {
      for (;;) {
        const count = await counted(conversationId);
        const { events, head } = await logs.after(conversationId, countedTo(count));
        const next = countOn(count, events);
        if (countedTo(next) === countedTo(count) && countedTo(count) < head) {
          throw new Error(`The log of ${conversationId} cannot be counted beyond ${countedTo(count)}.`);
        }
        const last = await save(next);
        // Otherwise somebody else counts too, or that was not all.
        if (last ? last.seq >= head : head === 0) return last;
      }
    },

    /** An episode of a conversation; the newest where no number is told. */
    episodeOf: async (conversationId: string, episode?: number): Promise<Episode | undefined> =>
      episode === undefined ? await newest(conversationId) : await episodes.findOne({ conversationId, episode }),

    /** The episodes that began from `from` on and before `to`, in parts. */
    async *opened({ from, to }: Range): AsyncGenerator<Episode[]> {
      for (let start = from; ;) {
        const page = await episodes.find(
          { openedAt: { $gte: start, $lt: to } },
          { sort: { openedAt: 1 }, limit: PAGE },
        );
        const last = page.length < PAGE ? undefined : page.at(-1);
        if (!last) return yield page;
        // Of those that began at the same moment the page may hold only some.
        yield page.filter(({ openedAt }) => openedAt < last.openedAt);
        yield await episodes.find({ openedAt: last.openedAt });
        start = last.openedAt + 1;
      }
    },
  };
}
