import type { Pending } from "./outbox.ts";
import { openStorage, parse, stringify } from "./storage.ts";

/** Where what is on its way is kept until it is answered. Each call is done when it returns: the page may be gone then. */
export interface OutboxStore {
  /** All that is kept, in the order it was done. */
  list: () => readonly Pending[];
  /** Keeps an entry, in place of the one with the same id. */
  put: (entry: Pending) => void;
  remove: (id: string) => void;
}

/**
 * In `localStorage`, an item for each entry, so that the site's tabs never overwrite each other's; in memory where the browser
 * forbids that or is full. Not in IndexedDB: what is written there just before a reload is lost.
 */
export function openOutboxStore(site: string): OutboxStore {
  const prefix = `parley:${site}:`;
  const storage = openStorage();
  return {
    list: () =>
      storage
        .names()
        .flatMap((name) => (name.startsWith(prefix) ? asPending(parse(storage.get(name))) : []))
        .sort((a, b) => a.at - b.at),
    put: (entry) => storage.set(prefix + entry.id, stringify(entry)),
    remove: (id) => storage.remove(prefix + id),
  };
}

/** Others can write there too: whatever is not an entry is none. */
function asPending(stored: unknown): Pending[] {
  const entry = stored as Partial<Pending> | undefined | null;
  return entry?.id && entry.deed?.input?.id === entry.id && Number.isFinite(entry.at) ? [entry as Pending] : [];
}
