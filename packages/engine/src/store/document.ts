import { checkField, type Term } from "./filter.ts";

/** A stored document whose fields nobody looks at. */
export type AnyDoc = { _id: string } & Record<string, unknown>;

/** Throws a TypeError unless every driver can keep the document: a text as `_id`, fields with plain names. */
export function checkDoc<T extends { _id: string }>(doc: T): T {
  if (typeof doc._id !== "string" || doc._id === "") throw new TypeError("A document needs a text as its _id.");
  for (const field of Object.keys(doc)) checkField(field);
  return doc;
}

/** The document that an upsert starts from: what the filter says is equal. Throws a TypeError if that is not its `_id`. */
export function upsertBase(terms: readonly Term[]): AnyDoc {
  const equal = terms.flatMap((term) => (term.is === "$eq" ? [[term.field, term.value] as const] : []));
  const { _id, ...rest } = Object.fromEntries(equal);
  if (typeof _id !== "string") throw new TypeError("An upsert must name the document's _id.");
  return { _id, ...rest };
}

/** Throws a TypeError unless the limit counts documents. */
export function checkLimit(limit: number | undefined): void {
  if (limit !== undefined && !(Number.isInteger(limit) && limit > 0)) {
    throw new TypeError(`A limit is a whole number above 0, not ${limit}.`);
  }
}

/** Throws a TypeError unless every field is sorted up or down. */
export function checkSort(sort: object): void {
  for (const [field, direction] of Object.entries(sort)) {
    checkField(field);
    if (direction !== 1 && direction !== -1) throw new TypeError(`"${field}" is sorted by 1 or -1.`);
  }
}
