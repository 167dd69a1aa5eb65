import type { Change, Collection, Doc, Index, Store } from "./store.ts";

/** Nothing is left of the field. */
export const GONE = Symbol("gone");
/** The field is made anew from the log, of which nothing is left then. */
export const FROM_LOG = Symbol("from the log");

/** What erasure leaves of the fields that say something about a visitor; `all`: it removes the document. */
export type Personal<T> = "all" | { readonly [K in keyof Omit<T, "_id">]?: T[K] | typeof GONE | typeof FROM_LOG };

/** Which field of its documents says whose they are. */
export type Whose<T> = { visitor: keyof T & string } | { conversation: keyof T & string };

export interface Declaration<T> {
  /** The service that alone reads and writes it. */
  owner: string;
  indexes?: readonly Index<T>[];
  /** Unless told, its documents are about no visitor in particular. */
  whose?: Whose<T>;
  /** Unless told, nothing in it is a visitor's words, or known about them. */
  personal?: Personal<T>;
  /** Words of visitors that erasure leaves, and why that may be. */
  keeps?: string;
  /** Collections that its documents refer to: a backup of a store that goes on changing reads those later. */
  refersTo?: readonly string[];
  /** Its documents form logs, each of which only grows at its end: the log's field, and that of the numbers in it. */
  log?: readonly [of: keyof T & string, by: keyof T & string];
}

/** A collection as it is declared: what a service opens, and what erasure, export, backup and doctor know of it. */
export interface Declared<T extends Doc = Doc> extends Omit<Declaration<T>, "whose" | "personal" | "log" | "indexes"> {
  readonly name: string;
  readonly indexes: readonly Index<T>[];
  readonly whose: Whose<T> | undefined;
  readonly personal: Personal<T> | undefined;
  readonly log: Declaration<T>["log"];
  /** The collection in a store. Where its documents are of several kinds, the one that is meant. */
  open<Kind extends T = T>(store: Store): Collection<Kind>;
}

/** Declares a collection. Each is declared once, beside what its documents are, and listed in `services/collections.ts`. */
export function defineCollection<T extends Doc>(name: string, declaration: Declaration<T>): Declared<T> {
  const { indexes = [], whose, personal, log, ...rest } = declaration;
  return {
    ...rest,
    name,
    indexes,
    whose,
    personal,
    log,
    open: <Kind extends T>(store: Store) => store.collection<Kind>(name, indexes),
  };
}

/** The change that takes from a document of the collection what is personal in it. */
export function erasing<T extends Doc>({ personal }: Declared<T>): Change<T> {
  const left = Object.entries(personal === "all" ? {} : (personal ?? {}));
  const kept = left.filter(([, value]) => value !== GONE && value !== FROM_LOG);
  const gone = left.filter(([, value]) => value === GONE).map(([field]) => [field, true]);
  return { $set: Object.fromEntries(kept), $unset: Object.fromEntries(gone) } as Change<T>;
}

/** In an order in which every one comes before those that it refers to; else by name. */
export function referredToLast<C extends { name: string }>(
  collections: readonly C[],
  declared: readonly Pick<Declared, "name" | "refersTo">[],
): C[] {
  const referring = (name: string) => declared.filter(({ refersTo = [] }) => refersTo.includes(name));
  const rank = (name: string, on: readonly string[] = []): number => {
    if (on.includes(name)) throw new TypeError(`${[...on, name].join(" → ")}: collections refer to each other.`);
    return Math.max(0, ...referring(name).map((other) => 1 + rank(other.name, [...on, name])));
  };
  const ranks = new Map(collections.map(({ name }) => [name, rank(name)]));
  return collections.toSorted(
    (one, other) => (ranks.get(one.name) ?? 0) - (ranks.get(other.name) ?? 0) || (one.name < other.name ? -1 : 1),
  );
}
