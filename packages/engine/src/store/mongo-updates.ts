import type { Filter as MongoFilter, UpdateFilter } from "mongodb";
import { applyChanges, type Changes } from "./change.ts";
import type { AnyDoc } from "./document.ts";
import type { Term } from "./filter.ts";
import { isDuplicate, isDuplicateId } from "./mongo-failure.ts";
import { again, type Send } from "./mongo-send.ts";

/** A change of what matches. */
export interface Update {
  terms: Term[];
  changes: Changes;
  /** What an upsert starts from. */
  base?: AnyDoc | undefined;
}

/**
 * Changes the first match. Where it is unknown whether that happened it is tried once more, if it may be:
 *
 * * Without `$inc` a change that is made twice is made once. A counter that the filter holds at one value is no longer there for a
 *   second time. Any other `$inc` is not repeated.
 * * Only of the document that the filter names: the first match of another filter may be another document the second time.
 * * If it matches the second time, the document is what the change makes of it, whether or not the first time came to its end.
 * * If it does not, and the filter asks for more than the `_id`, it may be this very change that made it so: whoever takes a lease
 *   that was free finds it taken, by himself. The document cannot tell, since another may have written the same, or may have
 *   changed it further. So the answer is neither yes nor no but that it is unknown, as it was after the first time.
 */
export async function updateOne(send: Send, update: Update): Promise<AnyDoc | undefined> {
  const change = () => changeOrCreate(send, update);
  if (!isRepeatable(update) || !namesId(update)) return change();
  let unknown: unknown;
  const changed = await again(change, (error) => (unknown = error));
  if (changed || unknown === undefined || isByIdOnly(update)) return changed;
  throw unknown;
}

/** Changes every match. Is tried again only where the same documents match again, and so are as many. */
export async function updateEach(send: Send, update: Update): Promise<number> {
  const query = mongoFilter(update.terms);
  const operators = mongoChange(update.changes);
  if (!operators) return again(() => send((documents) => documents.countDocuments(query)));
  const change = async () => (await send((documents) => documents.updateMany(query, operators))).matchedCount;
  return isRepeatable(update) && isByIdOnly(update) ? again(change) : change();
}

function isRepeatable({ terms, changes }: Update): boolean {
  const held = (field: string) => terms.some((term) => term.field === field && term.is === "$eq");
  return Object.entries(changes.$inc).every(([field, step]) => step !== 0 && held(field));
}

const namesId = ({ terms }: Update) => terms.some(({ field, is }) => field === "_id" && is === "$eq");
const isByIdOnly = ({ terms }: Update) => terms.every(({ field }) => field === "_id");

async function changeOrCreate(send: Send, update: Update): Promise<AnyDoc | undefined> {
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

/** A filter as the server reads it. */
export function mongoFilter(terms: readonly Term[]): MongoFilter<AnyDoc> {
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
