import type { WireError } from "@parley/protocol";
import { openStorage, parse, stringify } from "./storage.ts";

/** Something on its way. What it is, its client knows. */
export interface Entry {
  /** Of the request: the same, however often it is sent. */
  id: string;
  /** When it was done, by this browser's clock; later than all that was done before. */
  at: number;
  /** Stored by the engine under this number, but the event itself has not come yet. */
  seq?: number;
  /** It will not be sent again by itself. */
  failed?: WireError | undefined;
}

/** Where what is on its way is kept until it is answered. Each call is done when it returns: the page may be gone then. */
export interface OutboxStore<E extends Entry> {
  /** All that is kept, in the order it was done. */
  list: () => readonly E[];
  /** Keeps an entry, in place of the one with the same id. */
  put: (entry: E) => void;
  remove: (id: string) => void;
}

/**
 * In `localStorage`, an item for each entry under `prefix` and its id, so that the site's tabs never overwrite each other's; in
 * memory where the browser forbids that or is full. Not in IndexedDB: what is written there just before a reload is lost. Others can
 * write there too: what `isEntry` is false of is left out.
 */
export function openOutboxStore<E extends Entry>(prefix: string, isEntry: (stored: E) => unknown): OutboxStore<E> {
  const storage = openStorage();
  return {
    list: () =>
      storage
        .names()
        .filter((name) => name.startsWith(prefix))
        .map((name) => parse(storage.get(name)) as E)
        .filter((entry) => entry?.id && Number.isFinite(entry.at) && isEntry(entry))
        .sort((a, b) => a.at - b.at),
    put: (entry) => storage.set(prefix + entry.id, stringify(entry)),
    remove: (id) => storage.remove(prefix + id),
  };
}

/** One that nothing outlives. Two outboxes that share it behave as two tabs. */
export function memoryOutboxStore<E extends Entry>(): OutboxStore<E> {
  const entries = new Map<string, E>();
  return {
    list: () => [...entries.values()].sort((a, b) => a.at - b.at),
    put: (entry) => void entries.set(entry.id, entry),
    remove: (id) => void entries.delete(id),
  };
}
