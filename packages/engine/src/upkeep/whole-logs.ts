import type { AnyDoc } from "../store/document.ts";
import type { Collection, Filter } from "../store/store.ts";
import { canonical } from "./checksum.ts";
import { type Entry, inPages } from "./pages.ts";

/**
 * Reads the logs of a store that is written meanwhile, so that none has a gap: whoever reads a log with a gap would wait for ever.
 * In the order of `_id` an entry may come to lie before what has been read while a later one is still to be read. By its
 * numbers a log only grows at its end, so each is read by its numbers, one after the other; a unique index is in this order.
 */
export async function* logsOf(entries: Collection<AnyDoc>, [of, by]: Log): AsyncGenerator<Entry[]> {
  const marks: string[] = [];
  const sort = { [of]: 1, [by]: 1 } as const;
  const pages = inPages(async (last, limit) => {
    if (!last) return entries.find({ [of]: { $gte: "" } }, { sort, limit });
    const { [of]: log, [by]: number } = last as AnyDoc & Record<string, string | number | undefined>;
    const later = number === undefined ? { $exists: true } : { $gt: number };
    const rest = await entries.find({ [of]: log, [by]: later }, { sort, limit });
    if (rest.length === limit) return rest;
    const after = { [of]: { $gt: log } } as Filter<AnyDoc>;
    return [...rest, ...(await entries.find(after, { sort, limit: limit - rest.length }))];
  });
  for await (const page of pages) {
    marks.push(page[0]?.doc._id ?? "");
    yield page;
  }
  yield* placeless(entries, of, marks);
}

/**
 * Nothing writes an entry that belongs to no log; if somebody put one there, it is kept as well. No index knows of them, so that every
 * entry is looked at, between one mark and the next, lest a server takes longer for an answer than anybody waits.
 */
async function* placeless(entries: Collection<AnyDoc>, of: string, marks: readonly string[]): AsyncGenerator<Entry[]> {
  const inOrder = marks.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  let from = "";
  for (const to of [...inOrder, undefined]) {
    const between = to === undefined ? { $gte: from } : { $gte: from, $lt: to };
    const docs = await entries.find({ [of]: { $exists: false }, _id: between }, { sort: { _id: 1 } });
    if (docs.length > 0) yield docs.map((doc) => ({ doc, json: canonical(doc) }));
    from = to ?? from;
  }
}

/** The field that says which log an entry is of, and the one with its number in it. */
type Log = readonly [of: string, by: string];
