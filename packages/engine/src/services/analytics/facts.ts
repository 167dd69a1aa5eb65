import { type ConversationEvent, type LogPage, SYNC_PAGE } from "@parley/protocol";
import type { Store } from "../../store/store.ts";
import type { Dialog } from "../dialog/contract.ts";
import { beginEpisode, countEvent, type Episode } from "./episode.ts";
import type { Range } from "./tally.ts";

/** Episodes read from the store at once, so that a long range neither fills memory nor holds up anything else. */
const PAGE = 2_000;

/** One document for each episode, which is all that reports need. */
export function createFacts(store: Store, dialog: Dialog) {
  const episodes = store.collection<Episode>("episodes", [
    { on: ["openedAt"] },
    { on: ["conversationId", "episode"], unique: true },
  ]);

  const newest = (conversationId: string) => episodes.findOne({ conversationId }, { sort: { episode: -1 } });

  /** Writes what it became, unless somebody else has counted on from `before` meanwhile. */
  async function write(before: Episode | undefined, { _id, ...after }: Episode): Promise<boolean> {
    if (before?._id !== _id) return episodes.insert({ _id, ...after });
    return (await episodes.update({ _id, seq: before.seq }, { $set: after })) !== undefined;
  }

  /** Counts events that follow on what is counted. Resolves to false, nothing being counted twice, if it was overtaken. */
  async function count(last: Episode | undefined, events: readonly ConversationEvent[]): Promise<boolean> {
    let stored = last;
    for (const part of splitByEpisode(events)) {
      const [first] = part;
      if (!first) continue;
      const begins = first.type === "opened" || !stored;
      const start = stored && !begins ? stored : beginEpisode(first, (stored?.episode ?? 0) + 1);
      const after = part.reduce(countEvent, start);
      if (!(await write(stored, after))) return false;
      stored = after;
    }
    return true;
  }

  async function eventsAfter(conversationId: string, after: number): Promise<LogPage> {
    const page = await dialog.read({ conversationId, after });
    if (!page.reset) return page;
    // So far behind that the log only tells its end: read backwards from where the next part ends.
    const before = after + SYNC_PAGE + 1;
    const { events, head } = await dialog.history({ conversationId, before, limit: SYNC_PAGE });
    return { events: events.filter(({ seq }) => seq > after), head };
  }

  return {
    /** Counts all that is new in a conversation's log. Resolves to the last event that is counted now. */
    async catchUp(conversationId: string): Promise<number> {
      for (;;) {
        const last = await newest(conversationId);
        const counted = last?.seq ?? 0;
        const { events, head } = await eventsAfter(conversationId, counted);
        const end = events.at(-1)?.seq ?? counted;
        // Otherwise somebody else counts too, or that was not all.
        if ((await count(last, events)) && end >= head) return end;
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

function splitByEpisode(events: readonly ConversationEvent[]): ConversationEvent[][] {
  const parts: ConversationEvent[][] = [[]];
  for (const event of events) {
    if (event.type === "opened") parts.push([]);
    parts.at(-1)?.push(event);
  }
  return parts;
}
