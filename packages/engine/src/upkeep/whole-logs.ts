import type { AnyDoc } from "../store/document.ts";
import type { Collection } from "../store/store.ts";
import { type Entry, inPages, pagesOf } from "./pages.ts";

/** The collection of all conversations' logs. */
export const LOGS = "events";

/**
 * Reads the logs of a store that is written meanwhile, so that none has a gap: whoever reads a log with a gap would wait for ever.
 * In the order of `_id` an entry may come to lie before what has been read while a later one is still to be read. By its
 * numbers a log only grows at its end, so each is read by its numbers, one after the other; a unique index is in this order.
 */
export async function* logsOf(entries: Collection<AnyDoc>): AsyncGenerator<Entry[]> {
  // Nothing writes an entry that belongs to no log; if somebody put one there, it is kept as well.
  yield* pagesOf(entries, { conversationId: { $exists: false } });
  yield* inPages(async (last, limit) => {
    if (!last) return entries.find({ conversationId: { $gte: "" } }, { sort: ORDER, limit });
    const { conversationId, seq } = last as AnyDoc & Partial<Numbered>;
    const numbers = seq === undefined ? { $exists: true } : { $gt: seq };
    const rest = await entries.find({ conversationId, seq: numbers }, { sort: ORDER, limit });
    if (rest.length === limit) return rest;
    const after = { conversationId: { $gt: conversationId } };
    return [...rest, ...(await entries.find(after, { sort: ORDER, limit: limit - rest.length }))];
  });
}

const ORDER = { conversationId: 1, seq: 1 } as const;

interface Numbered {
  conversationId: string;
  seq: number;
}
