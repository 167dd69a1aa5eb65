import type { AnyDoc } from "../store/document.ts";
import type { Collection } from "../store/store.ts";
import { canonical, createTally, type Tally } from "./checksum.ts";

/** A document and its canonical JSON. */
export interface Entry {
  doc: AnyDoc;
  json: string;
}

/** Characters that a page is meant to have: enough to be quick, little enough for any memory. */
const PAGE = 4 * 1024 * 1024;
const LARGEST_PAGE = 1000;
const FIRST_PAGE = 8;
/** Operations handed to a store at once: they share commits, and stay below what a store lets wait. */
const AT_ONCE = 200;

/** Reads a whole collection in the order of `_id`. */
export function pagesOf(collection: Collection<AnyDoc>): AsyncGenerator<Entry[]> {
  return inPages((last, limit) => collection.find(last ? { _id: { $gt: last._id } } : {}, { sort: { _id: 1 }, limit }));
}

/** Reads in pages whose number of documents follows their size. `next` finds those that come after the last one, up to a limit. */
export async function* inPages(
  next: (last: AnyDoc | undefined, limit: number) => Promise<AnyDoc[]>,
): AsyncGenerator<Entry[]> {
  let limit = FIRST_PAGE;
  for (let last: AnyDoc | undefined; ;) {
    const docs = await next(last, limit);
    const page = docs.map((doc) => ({ doc, json: canonical(doc) }));
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    last = docs.at(-1);
    const size = page.reduce((sum, { json }) => sum + json.length, 0);
    limit = Math.min(LARGEST_PAGE, limit * 8, Math.max(1, Math.floor((PAGE * page.length) / size)));
  }
}

/** Reads a whole collection and adds it up. `onPage` hears how many documents each page had. */
export async function tallyOf(
  collection: Collection<AnyDoc>,
  onPage: (count: number) => void = () => {},
): Promise<Tally> {
  const tally = createTally();
  for await (const page of pagesOf(collection)) {
    for (const { json } of page) tally.add(json);
    onPage(page.length);
  }
  return tally.read();
}

/** Does something for each item, many at once. Rejects with the first failure, after which no more are begun. */
export async function forEach<T>(items: readonly T[], run: (item: T) => Promise<unknown>): Promise<void> {
  const waiting = items[Symbol.iterator]();
  let failed = false;
  const worker = async () => {
    for (const item of waiting) {
      if (failed) return;
      await run(item).catch((error: unknown) => {
        failed = true;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
}
