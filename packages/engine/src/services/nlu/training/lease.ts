import type { Change, Doc, Filter, Store } from "../../../store/store.ts";

/** Work that one node at a time does for all; whoever stops renewing loses it. */
export interface Leased extends Doc {
  runId: string;
  /** Until when the holder may go on without renewing; 0 when the work is done. */
  expiresAt: number;
}

/** Milliseconds after which others may take over from a node that has stopped. */
export const LEASE = 10_000;

/** Opens the lease of that name. */
export function createLease<T extends Leased>(store: Store, name: string, now: () => number) {
  const collection = store.collection<T>("nlu");
  const held = (runId: string) => ({ _id: name, runId }) as Filter<T>;
  const change = (fields: object) => ({ $set: fields }) as Change<T>;

  return {
    read: () => collection.findOne({ _id: name } as Filter<T>),

    /** Takes the lease if nobody holds it. Of several who try at once one gets it. */
    async acquire(doc: Omit<T, "_id" | "expiresAt">): Promise<boolean> {
      const mine = { ...doc, expiresAt: now() + LEASE };
      if (await collection.insert({ _id: name, ...mine } as unknown as T)) return true;
      const free = { _id: name, expiresAt: { $lte: now() } } as Filter<T>;
      return (await collection.update(free, change(mine))) !== undefined;
    },

    /** Keeps the lease and changes fields; resolves to nothing if it was lost. */
    async renew(runId: string, fields: Partial<T> = {}): Promise<T | undefined> {
      return collection.update(held(runId), change({ ...fields, expiresAt: now() + LEASE }));
    },

    /** Changes fields of a run whoever holds it. */
    async mark(runId: string, fields: Partial<T>): Promise<T | undefined> {
      return collection.update(held(runId), change(fields));
    },

    /** Gives the lease back. */
    async release(runId: string, fields: Partial<T> = {}): Promise<void> {
      await collection.update(held(runId), change({ ...fields, expiresAt: 0 }));
    },
  };
}
