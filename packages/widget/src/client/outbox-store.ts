import { createStore, get, update } from "idb-keyval";
import type { Pending } from "./outbox.ts";

/** Where what is on its way is kept until it is answered. */
export interface OutboxStore {
  read: () => Promise<readonly Pending[]>;
  /** Changes the list in one step, whatever other tabs do. */
  change: (change: (list: readonly Pending[]) => readonly Pending[]) => Promise<void>;
}

type Database = ReturnType<typeof createStore>;

/** In IndexedDB, shared by the site's tabs, or in memory where the browser forbids that. */
export function openOutboxStore(site: string): OutboxStore {
  const memory = memoryOutboxStore();
  let database: Database | undefined;
  let durable = typeof indexedDB !== "undefined";

  const attempt = async (use: (database: Database) => Promise<readonly Pending[]>) => {
    if (!durable) return;
    try {
      database ??= createStore(`parley:${site}`, "outbox");
      const list = await use(database);
      await memory.change(() => list);
    } catch {
      durable = false;
    }
  };
  return {
    async read() {
      await attempt(async (database) => (await get<readonly Pending[]>("pending", database)) ?? []);
      return memory.read();
    },
    async change(change) {
      let changed: readonly Pending[] = [];
      await attempt(async (database) => {
        await update<readonly Pending[]>("pending", (list) => (changed = change(list ?? [])), database);
        return changed;
      });
      if (!durable) await memory.change(change);
    },
  };
}

/** For pages that may store nothing. Two outboxes that share one behave as two tabs. */
export function memoryOutboxStore(): OutboxStore {
  let list: readonly Pending[] = [];
  return {
    read: async () => list,
    change: async (change) => {
      list = change(list);
    },
  };
}
