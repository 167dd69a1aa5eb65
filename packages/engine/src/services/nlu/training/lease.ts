import { type Elapsed, elapsedHere, listenFor } from "../../../store/silence.ts";
import type { Change, Doc, Filter, Store } from "../../../store/store.ts";
import { STATE } from "../state.ts";

/** Work that one node at a time does for all; whoever gives no sign of life loses it. */
export interface Leased extends Doc {
  runId: string;
  /** When the holder last gave a sign of life, by its own clock: others look only whether it changes. 0 when the work is done. */
  aliveAt: number;
}

/** Milliseconds of silence after which others may take over from a node that has stopped. */
export const LEASE = 10_000;

/** What tells the time; clocks of different nodes are never compared. */
export interface LeaseClocks {
  now: () => number;
  elapsed?: Elapsed | undefined;
}

/** Opens the lease of that name. */
export function createLease<T extends Leased>(store: Store, name: string, { now, elapsed = elapsedHere }: LeaseClocks) {
  const collection = STATE.open<T>(store);
  const silent = listenFor(LEASE, elapsed);
  const held = (runId: string) => ({ _id: name, runId }) as Filter<T>;
  const change = (fields: object) => ({ $set: fields }) as Change<T>;

  /** Whether its holder is done, or has given no sign of life while this node listened. */
  const isFree = ({ runId, aliveAt }: Leased) => !aliveAt || silent(`${runId}/${aliveAt}`);

  async function read(): Promise<T | undefined> {
    const lease = await collection.findOne({ _id: name } as Filter<T>);
    // To listen is to look often enough.
    if (lease) isFree(lease);
    return lease;
  }

  return {
    read,
    isFree,

    /** Takes the lease if nobody holds it. Of several who try at once one gets it. */
    async acquire(doc: Omit<T, "_id" | "aliveAt">): Promise<boolean> {
      const mine = { ...doc, aliveAt: now() };
      if (await collection.insert({ _id: name, ...mine } as unknown as T)) return true;
      const there = await read();
      if (!there || !isFree(there)) return false;
      // Matches only if nobody has taken it, or given a sign, meanwhile.
      const { runId, aliveAt = { $exists: false } } = there as Partial<Leased>;
      return (await collection.update({ _id: name, runId, aliveAt } as Filter<T>, change(mine))) !== undefined;
    },

    /** Keeps the lease and changes fields; resolves to nothing if it was lost. */
    async renew(runId: string, fields: Partial<T> = {}): Promise<T | undefined> {
      return collection.update(held(runId), change({ ...fields, aliveAt: now() }));
    },

    /** Changes fields of a run whoever holds it. */
    async mark(runId: string, fields: Partial<T>): Promise<T | undefined> {
      return collection.update(held(runId), change(fields));
    },

    /** Gives the lease back. */
    async release(runId: string, fields: Partial<T> = {}): Promise<void> {
      await collection.update(held(runId), change({ ...fields, aliveAt: 0 }));
    },
  };
}
