import type { Pending } from "./outbox.ts";

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
  const memory = memoryOutboxStore();
  const stored = () => {
    try {
      return Object.keys(localStorage).flatMap((key) =>
        key.startsWith(prefix) ? parse(localStorage.getItem(key)) : [],
      );
    } catch {
      return [];
    }
  };
  const forget = (id: string) => {
    memory.remove(id);
    try {
      localStorage.removeItem(prefix + id);
    } catch {
      // What cannot be removed could not be written either.
    }
  };
  return {
    list: () => inOrder([...stored(), ...memory.list()]),
    put(entry) {
      forget(entry.id);
      try {
        localStorage.setItem(prefix + entry.id, JSON.stringify(entry));
      } catch {
        memory.put(entry);
      }
    },
    remove: forget,
  };
}

/** For pages that may store nothing. Two outboxes that share one behave as two tabs. */
export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<string, Pending>();
  return {
    list: () => inOrder([...entries.values()]),
    put: (entry) => void entries.set(entry.id, entry),
    remove: (id) => void entries.delete(id),
  };
}

const inOrder = (entries: Pending[]) => entries.sort((a, b) => a.at - b.at);

/** Others can write there too: whatever is not an entry is none. */
function parse(stored: string | null): Pending[] {
  try {
    const entry = JSON.parse(stored ?? "") as Pending;
    return entry.deed.input.id === entry.id && Number.isFinite(entry.at) ? [entry] : [];
  } catch {
    return [];
  }
}
