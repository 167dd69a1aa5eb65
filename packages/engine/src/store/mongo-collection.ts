import { isDeepStrictEqual } from "node:util";
import { MongoBulkWriteError } from "mongodb";
import { readChange } from "./change.ts";
import { checkDoc, checkLimit, checkSort, upsertBase, type AnyDoc } from "./document.ts";
import { readFilter } from "./filter.ts";
import { toStored } from "./json.ts";
import { isDuplicate, isDuplicateWrite, isUnknownOutcome } from "./mongo-failure.ts";
import { again, type Send } from "./mongo-send.ts";
import { mongoFilter, updateEach, updateOne } from "./mongo-updates.ts";
import type { Collection, Doc, FindOptions } from "./store.ts";

/** What a collection in MongoDB works with. */
export interface MongoParts {
  send: Send;
  /** Runs an operation of one or several commands, turning the driver's errors into those of the store. */
  guard: <R>(run: () => Promise<R>) => Promise<R>;
}

/** A collection kept as a MongoDB collection of the same shape. */
export function mongoCollection<T extends Doc>({ send, guard }: MongoParts): Collection<T> {
  const repeatable: Send = (command) => guard(() => again(() => send(command)));

  async function find(filter: object, { sort = {}, limit }: FindOptions<T>): Promise<T[]> {
    const query = mongoFilter(readFilter(filter));
    checkSort(sort);
    checkLimit(limit);
    const options = { sort: Object.entries(sort) as [string, 1 | -1][], ...(limit && { limit }) };
    const found = await repeatable((documents) => documents.find(query, options).toArray());
    return found as unknown as T[];
  }

  return {
    find: (filter, options = {}) => find(filter, options),

    async findOne(filter, options = {}) {
      const [first] = await find(filter, { ...options, limit: 1 });
      return first;
    },

    async count(filter) {
      const query = mongoFilter(readFilter(filter));
      return repeatable((documents) => documents.countDocuments(query));
    },

    async insert(doc) {
      const stored = toStored(checkDoc(doc)) as AnyDoc;
      return guard(() => insertOnce(send, stored));
    },

    async insertMany(docs) {
      const stored = docs.map((doc) => toStored(checkDoc(doc)) as AnyDoc);
      if (stored.length === 0) return [];
      const refused = await guard(() => insertEach(send, stored));
      return docs.filter((_, place) => refused.has(place));
    },

    async update(filter, change, { upsert = false } = {}) {
      const terms = readFilter(filter);
      const changes = readChange(change);
      const base = upsert ? upsertBase(terms) : undefined;
      return (await guard(() => updateOne(send, { terms, changes, base }))) as T | undefined;
    },

    async updateMany(filter, change) {
      const update = { terms: readFilter(filter), changes: readChange(change) };
      return guard(() => updateEach(send, update));
    },

    async remove(filter) {
      const query = mongoFilter(readFilter(filter));
      return repeatable(async (documents) => (await documents.deleteMany(query)).deletedCount);
    },
  };
}

async function insertOnce(send: Send, doc: AnyDoc): Promise<boolean> {
  let unknown = false;
  try {
    await again(
      () => send((documents) => documents.insertOne(doc)),
      () => (unknown = true),
    );
    return true;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // What is there may be what the first attempt put there, although its answer never came.
    return unknown && isDeepStrictEqual(await read(send, doc._id), doc);
  }
}

const read = (send: Send, _id: string) => again(() => send((documents) => documents.findOne({ _id })));

/** Resolves to the places of those that were refused. */
async function insertEach(send: Send, docs: AnyDoc[]): Promise<Set<number>> {
  try {
    await send((documents) => documents.insertMany(docs, { ordered: false }));
    return new Set();
  } catch (error) {
    const refused = refusedOf(error);
    if (refused) return new Set(refused);
    if (!isUnknownOutcome(error) && !(error instanceof MongoBulkWriteError)) throw error;
  }
  const refused = new Set<number>();
  for (const [place, doc] of docs.entries()) {
    if (await insertOnce(send, doc)) continue;
    // It may be there because the first attempt reached the server.
    if (!isDeepStrictEqual(await read(send, doc._id), doc)) refused.add(place);
  }
  return refused;
}

/** The places of the documents whose keys were taken, unless something else went wrong as well. */
function refusedOf(error: unknown): number[] | undefined {
  if (!(error instanceof MongoBulkWriteError) || error.result.getWriteConcernError()) return undefined;
  const errors = [error.writeErrors].flat();
  return errors.length > 0 && errors.every(isDuplicateWrite) ? errors.map(({ index }) => index) : undefined;
}
