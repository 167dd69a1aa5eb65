/**
 * A stored document. Drivers add nothing to it. Values are JSON; `undefined` fields are not stored, and NUL and lone
 * surrogates in texts become U+FFFD. Names of its own fields are letters, digits and `_`; deeper ones are free.
 */
export interface Doc {
  _id: string;
}

/**
 * What a field is compared with: a text, number or boolean, or bounds. Only values of the same type match; a missing field
 * matches `$ne` and `$exists: false`. Anything else, above all `undefined`, is a TypeError.
 */
export type Condition<V> =
  | V
  | { $in: readonly V[] }
  | { $ne: V }
  | { $exists: boolean }
  | { $gt?: V; $gte?: V; $lt?: V; $lte?: V };

/** The part of MongoDB's query language that every driver understands: top-level fields, all of which must match. */
export type Filter<T> = { readonly [K in keyof T]?: Condition<NonNullable<T[K]>> };

/**
 * The part of MongoDB's update language that every driver understands, applied to one document in one step. A field may
 * appear once; `undefined` values change nothing.
 */
export interface Change<T> {
  $set?: Partial<Omit<T, "_id">>;
  $unset?: { readonly [K in keyof Omit<T, "_id">]?: true };
  $inc?: { readonly [K in keyof T]?: number };
  /** Sets the field only if the new value is greater than what is there. */
  $max?: Partial<Omit<T, "_id">>;
  /** Fields of a document that an upsert creates; ignored where the document exists. */
  $setOnInsert?: Partial<Omit<T, "_id">>;
}

export interface FindOptions<T> {
  /** Documents without the field come first when ascending; texts are ordered by code point. */
  sort?: { readonly [K in keyof T]?: 1 | -1 };
  limit?: number;
}

export interface UpdateOptions {
  /**
   * Makes the document if nothing matches: the filter's equalities plus the change. The filter must name `_id`; if that
   * document exists but does not match, nothing happens and the update resolves to nothing.
   */
  upsert?: boolean;
}

/**
 * The documents of one name. Every write is durable before its promise resolves. Rejects with `unavailable` if the store
 * cannot be reached, after which it is unknown whether a write happened, and with `overloaded` if too much is waiting.
 *
 * What may be done twice is tried again by itself when a connection breaks, so that its caller notices nothing of a server that
 * is back within seconds: reads, inserts, removals, and changes of the document with a given `_id` without `$inc`. Of a change
 * that asks for more than the `_id` it may still be unknown whether it happened.
 */
export interface Collection<T extends Doc> {
  find(filter: Filter<T>, options?: FindOptions<T>): Promise<T[]>;
  findOne(filter: Filter<T>, options?: FindOptions<T>): Promise<T | undefined>;
  count(filter: Filter<T>): Promise<number>;
  /** Resolves to `false`, having changed nothing, if `_id` or a unique key is taken. Safe to repeat. */
  insert(doc: T): Promise<boolean>;
  /** Inserts each, in no particular order, much faster than one by one. Resolves to those that were refused. Safe to repeat. */
  insertMany(docs: readonly T[]): Promise<T[]>;
  /**
   * Changes the first match in one step. Resolves to what it became, or to nothing where none matched. Rejects with
   * `conflict` if a unique key is taken and with `invalid` if a field holds no number to `$inc`; then nothing changed.
   */
  update(filter: Filter<T>, change: Change<T>, options?: UpdateOptions): Promise<T | undefined>;
  /** Changes every match, each in one step. Resolves to how many matched. Rejects as `update` does, possibly after some of them. */
  updateMany(filter: Filter<T>, change: Change<T>): Promise<number>;
  /** Resolves to how many it removed; where that had to be tried again, to how many were left then. */
  remove(filter: Filter<T>): Promise<number>;
}

/**
 * Fields that are looked up together, in this order. `unique` refuses a second document with the same values; documents
 * that have none of the fields are left alone.
 */
export type Index<T> = { on: readonly (keyof T & string)[]; unique?: boolean };

/** A collection as it stands in the store, whoever made it. */
export interface StoredCollection {
  name: string;
  /** Those that a collection of this name was opened with, here or earlier; what others made is left out. */
  indexes: readonly Index<Doc & Record<string, unknown>>[];
}

/** Where the engine keeps everything. */
export interface Store {
  /** What it is, in words for the operator, for example `SQLite 3.53.2 in ./data`. */
  readonly description: string;
  /** The collection of that name; its indexes exist before its first operation runs. */
  collection<T extends Doc>(name: string, indexes?: readonly Index<T>[]): Collection<T>;
  /** What is there, by name; empty collections too. */
  collections(): Promise<StoredCollection[]>;
  /** Rejects with the reason if the store cannot be reached or written. */
  ping(): Promise<void>;
  /** Takes what was removed out of the files as well, as far as that is the store's business: SQLite's is, MongoDB's is not. */
  scrub(): Promise<void>;
  /** Resolves when everything handed in is durable and the store is closed. */
  close(): Promise<void>;
}
