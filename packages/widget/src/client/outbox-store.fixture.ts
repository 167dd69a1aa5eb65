import type { OutboxStore } from "./outbox-store.ts";
import type { Pending } from "./outbox.ts";

/** Nothing outlives it. Two outboxes that share one behave as two tabs. */
export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<string, Pending>();
  return {
    list: () => [...entries.values()].sort((a, b) => a.at - b.at),
    put: (entry) => void entries.set(entry.id, entry),
    remove: (id) => void entries.delete(id),
  };
}
