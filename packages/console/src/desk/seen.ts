import { type Kept, parse, stringify } from "@parley/client";
import type { Mention } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";

export interface Seen {
  /** The last event that was on this person's screen, by conversation. */
  readonly upTo: ReadonlySignal<Readonly<Record<string, number>>>;
  readonly read: (conversationId: string, seq: number) => void;
  /** Another window of this browser wrote to the storage. */
  readonly hear: (written: Pick<StorageEvent, "key">) => void;
}

/** Whether a note that names one was not on one's screen yet. */
export const isPending = ({ conversationId, seq }: Mention, { upTo }: Pick<Seen, "upTo">): boolean =>
  seq > (upTo.value[conversationId] ?? 0);

const MOST = 500;

/** How far this person has read on this browser, kept in `storage`. */
export function createSeen(storage: Pick<Kept, "get" | "set">, owner: string): Seen {
  const key = `parley.seen.${owner}`;
  const upTo = signal<Readonly<Record<string, number>>>(stored(storage, key));
  return {
    upTo,
    hear(written) {
      if (written.key === key) upTo.value = { ...upTo.value, ...stored(storage, key) };
    },
    read(conversationId, seq) {
      if ((upTo.value[conversationId] ?? 0) >= seq) return;
      const { [conversationId]: _before, ...others } = upTo.value;
      const newest = Object.entries({ ...others, [conversationId]: seq }).slice(-MOST);
      upTo.value = Object.fromEntries(newest);
      storage.set(key, stringify(upTo.value));
    },
  };
}

function stored(storage: Pick<Kept, "get">, key: string): Record<string, number> {
  const found = parse(storage.get(key));
  return typeof found === "object" && found !== null ? (found as Record<string, number>) : {};
}
