import { ChatError } from "@parley/protocol";
import type { AnyDoc } from "../store/document.ts";
import type { Collection, Store, StoredCollection } from "../store/store.ts";
import { canonical, sameTally, type Tally } from "./checksum.ts";
import { type Entry, pagesOf, tallyOf } from "./pages.ts";
import { contentOf } from "./state.ts";

/** Hears how many documents have been dealt with since it was last told. */
export type OnProgress = (count: number) => void;

/** Puts documents into a collection. Rejects with `conflict` if one does not fit beside what is there. */
export async function insertAll(collection: Collection<AnyDoc>, name: string, docs: readonly AnyDoc[]): Promise<void> {
  const [refused] = await collection.insertMany(docs);
  if (!refused) return;
  throw new ChatError("conflict", `"${refused._id}" of ${name} has an _id or a unique key that is already there.`);
}

/**
 * Makes a store hold exactly what another one holds. What is there already stays, so that a copy that was cut off goes on where
 * it was; what differs is replaced, what is too much is removed.
 */
export async function copyAll(from: Store, to: Store, onProgress: OnProgress): Promise<void> {
  const collections = await contentOf(from);
  const names = new Set(collections.map(({ name }) => name));
  for (const { name } of await contentOf(to)) {
    if (!names.has(name)) await to.collection(name).remove({});
  }
  for (const collection of collections) await copyCollection(collection, { from, to, onProgress });
}

/** Reads both stores again, and names the collections that differ. */
export async function differences(from: Store, to: Store, onProgress: OnProgress): Promise<Difference[]> {
  const names = new Set([...(await contentOf(from)), ...(await contentOf(to))].map(({ name }) => name));
  const found: Difference[] = [];
  for (const name of [...names].toSorted()) {
    const there = await tallyOf(from.collection<AnyDoc>(name), onProgress);
    const here = await tallyOf(to.collection<AnyDoc>(name), onProgress);
    if (!sameTally(there, here)) found.push({ name, there, here });
  }
  return found;
}

/** A collection that is not the same in two places. */
export interface Difference {
  name: string;
  there: Tally | undefined;
  here: Tally | undefined;
}

/** The differences in words. */
export function sayDifferences(differences: readonly Difference[]): string {
  return differences
    .map(({ name, there, here }) => {
      const [wanted, found] = [there?.count ?? 0, here?.count ?? 0];
      return wanted === found
        ? `${name}: ${found} documents, not all alike`
        : `${name}: ${found} documents of ${wanted}`;
    })
    .join("; ");
}

interface Ends {
  from: Store;
  to: Store;
  onProgress: OnProgress;
}

async function copyCollection({ name, indexes }: StoredCollection, { from, to, onProgress }: Ends): Promise<void> {
  const source = from.collection<AnyDoc>(name);
  const target = to.collection<AnyDoc>(name, indexes);
  const begun = (await target.findOne({})) !== undefined;
  // First, so that no unique key is taken by what will not stay.
  if (begun) await removeOthers(source, target);
  for await (const page of pagesOf(source)) {
    const there = begun ? await found(target, page) : new Map<string, AnyDoc>();
    const missing = page.flatMap(({ doc }) => (there.has(doc._id) ? [] : [doc]));
    await insertAll(target, name, missing);
    onProgress(page.length);
  }
}

async function removeOthers(source: Collection<AnyDoc>, target: Collection<AnyDoc>): Promise<void> {
  for await (const page of pagesOf(target)) {
    const wanted = await found(source, page);
    const others = page.filter(({ doc, json }) => !wanted.has(doc._id) || canonical(wanted.get(doc._id)) !== json);
    if (others.length > 0) await target.remove({ _id: { $in: others.map(({ doc }) => doc._id) } });
  }
}

async function found(collection: Collection<AnyDoc>, page: readonly Entry[]): Promise<Map<string, AnyDoc>> {
  const docs = await collection.find({ _id: { $in: page.map(({ doc }) => doc._id) } });
  return new Map(docs.map((doc) => [doc._id, doc]));
}
