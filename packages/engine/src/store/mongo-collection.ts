import { isDeepStrictEqual } from "node:util";
import {
  MongoBulkWriteError,
  type Collection as MongoCollection,
  type Filter as MongoFilter,
  type UpdateFilter,
} from "mongodb";
import { applyChanges, readChange, type Changes } from "./change.ts";
import { checkDoc, checkLimit, checkSort, upsertBase, type AnyDoc } from "./document.ts";
import { readFilter, type Term } from "./filter.ts";
import { toStored } from "./json.ts";
import { isDuplicate, isDuplicateId, isDuplicateWrite, isUnknownOutcome } from "./mongo-failure.ts";
import type { Collection, Doc, FindOptions } from "./store.ts";

/** Sends one command about the documents of a collection. */
export type Send = <R>(command: (documents: MongoCollection<AnyDoc>) => Promise<R>) => Promise<R>;

/** What a collection in MongoDB works with. */
export interface MongoParts {
  send: Send;
  /** Runs an operation of one or several commands, turning the driver's errors into those of the store. */
  guard: <R>(run: () => Promise<R>) => Promise<R>;
}

/** A collection kept as a MongoDB collection of the same shape. */
export function mongoCollection<T extends Doc>({ send, guard }: MongoParts): Collection<T> {
  const one: Send = (command) => guard(() => send(command));

  async function find(filter: object, { sort = {}, limit }: FindOptions<T>): Promise<T[]> {
    const query = mongoFilter(readFilter(filter));
    checkSort(sort);
    checkLimit(limit);
    const options = { sort: Object.entries(sort) as [string, 1 | -1][], ...(limit && { limit }) };
    const found = await one((documents) => documents.find(query, options).toArray());
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
      return one((documents) => documents.countDocuments(query));
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
      const query = mongoFilter(readFilter(filter));
      const operators = mongoChange(readChange(change));
      return one(async (documents) => {
        if (!operators) return documents.countDocuments(query);
        return (await documents.updateMany(query, operators)).matchedCount;
      });
    },

    async remove(filter) {
      const query = mongoFilter(readFilter(filter));
      return one(async (documents) => (await documents.deleteMany(query)).deletedCount);
    },
  };
}

async function insertOnce(send: Send, doc: AnyDoc): Promise<boolean> {
  const insert = () => send((documents) => documents.insertOne(doc)).then(() => true);
  try {
    return await insert();
  } catch (error) {
    if (isDuplicate(error)) return false;
    if (!isUnknownOutcome(error)) throw error;
  }
  try {
    return await insert();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // The first attempt may have reached the server although its answer never came.
    return isDeepStrictEqual(await read(send, doc._id), doc);
  }
}

const read = (send: Send, _id: string) => send((documents) => documents.findOne({ _id }));

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

interface Update {
  terms: Term[];
  changes: Changes;
  /** What an upsert starts from. */
  base: AnyDoc | undefined;
}

async function updateOne(send: Send, update: Update): Promise<AnyDoc | undefined> {
  try {
    return await changeOne(send, update);
  } catch (error) {
    if (!update.base || !isDuplicate(error)) throw error;
  }
  try {
    // Another upsert made the document in between: now it can match.
    return await changeOne(send, update);
  } catch (error) {
    if (isDuplicate(error) && isDuplicateId(error)) return undefined;
    throw error;
  }
}

/**
 * Asks for the document as it was and applies the change to it here as well: of racing changes, some servers of MongoDB's
 * protocol answer two with the same document "after", although they lose none.
 */
async function changeOne(send: Send, update: Update): Promise<AnyDoc | undefined> {
  const { terms, changes, base } = update;
  const filter = mongoFilter(terms);
  const operators = mongoChange(changes) ?? (base && { $setOnInsert: { _id: base._id } });
  if (!operators) return (await send((documents) => documents.findOne(filter))) ?? undefined;
  const options = { upsert: base !== undefined, returnDocument: "before" } as const;
  const before = await send((documents) => documents.findOneAndUpdate(filter, operators, options));
  if (before) return applyChanges(before, changes);
  return base && applyChanges({ ...base, ...changes.$setOnInsert }, changes);
}

function mongoFilter(terms: readonly Term[]): MongoFilter<AnyDoc> {
  const filter: Record<string, unknown> = {};
  for (const term of terms) {
    if (term.is === "$eq") filter[term.field] = term.value;
    else {
      const operand = term.is === "$in" ? term.values : term.value;
      filter[term.field] = { ...(filter[term.field] as object | undefined), [term.is]: operand };
    }
  }
  return filter;
}

/** Without the operators that say nothing, which a server may refuse; `undefined` if none is left. */
function mongoChange(changes: Changes): UpdateFilter<AnyDoc> | undefined {
  const operators = Object.entries(changes).filter(([, fields]) => Object.keys(fields as object).length > 0);
  return operators.length > 0 ? (Object.fromEntries(operators) as UpdateFilter<AnyDoc>) : undefined;
}
