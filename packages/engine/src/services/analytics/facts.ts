import { type LogPage, SYNC_PAGE } from "@parley/protocol";
import { defineCollection, erasing } from "../../store/collections.ts";
import type { Store } from "../../store/store.ts";
import type { Dialog } from "../dialog/contract.ts";
import { type Count, countedTo, countOn } from "./count.ts";
import { type Episode, WORDLESS } from "./episode.ts";
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

  /** How far a conversation is counted in the store. */
  async function counted(conversationId: string): Promise<Count> {
    return { stored: await episodes.findOne({ conversationId }, { sort: { episode: -1 } }), episodes: [] };
  }

  /** Writes what it became, unless somebody else has counted on from `before` meanwhile. */
  async function write(before: Episode | undefined, { _id, ...after }: Episode): Promise<boolean> {
    if (before?._id !== _id) return episodes.insert({ _id, ...after });
    return (await episodes.update({ _id, seq: before.seq }, { $set: after })) !== undefined;
  }

  /** Stores what was counted. Resolves to the newest episode, or to nothing, none being counted twice, if it was overtaken. */
  async function save({ stored, episodes, erased }: Count): Promise<Episode | undefined> {
    let last = stored;
    for (const episode of episodes) {
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

  async function eventsAfter(conversationId: string, after: number): Promise<LogPage> {
    const page = await dialog.read({ conversationId, after });
    if (!page.reset) return page;
    // So far behind that the log only tells its end: read backwards from where the next part ends, as pages may be short.
    let part: LogPage = { events: [], head: page.head };
    for (let before = after + SYNC_PAGE + 1; before > after + 1; before = part.events[0]?.seq ?? 0) {
      const { events, head } = await dialog.history({ conversationId, before, limit: SYNC_PAGE });
      if (events.length === 0) break;
      part = { events: [...events, ...part.events], head };
    }
    return part;
  }

  return {
    counted,
    save,
    erase,

    /** Counts and stores all that is new in a conversation's log. */
    async catchUp(conversationId: string): Promise<Episode | undefined> {
      for (;;) {
        const count = await counted(conversationId);
        const { events, head } = await eventsAfter(conversationId, countedTo(count));
        const next = countOn(count, events);
        if (countedTo(next) === countedTo(count) && countedTo(count) < head) {
          throw new Error(`The log of ${conversationId} cannot be counted beyond ${countedTo(count)}.`);
        }
        const last = await save(next);
        // Otherwise somebody else counts too, or that was not all.
        if (last ? last.seq >= head : head === 0) return last;
      }
    },

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
