import type { Mention } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";

export interface Seen {
  /** The last event that was on this person's screen, by conversation. */
  readonly upTo: ReadonlySignal<Readonly<Record<string, number>>>;
  readonly read: (conversationId: string, seq: number) => void;
  /** Another window of this browser wrote to the shelf. */
  readonly hear: (written: Pick<StorageEvent, "key">) => void;
}

/** Whether a note that names one was not on one's screen yet. */
export const isPending = ({ conversationId, seq }: Mention, { upTo }: Pick<Seen, "upTo">): boolean =>
  seq > (upTo.value[conversationId] ?? 0);

const MOST = 500;

/** How far this person has read on this browser, kept in `shelf`. */
export function createSeen(shelf: Pick<Storage, "getItem" | "setItem">, owner: string): Seen {
  const key = `parley.seen.${owner}`;
  const upTo = signal<Readonly<Record<string, number>>>(stored(shelf, key));
  return {
    upTo,
    hear(written) {
      if (written.key === key) upTo.value = { ...upTo.value, ...stored(shelf, key) };
    },
    read(conversationId, seq) {
      if ((upTo.value[conversationId] ?? 0) >= seq) return;
      const { [conversationId]: _before, ...others } = upTo.value;
      const newest = Object.entries({ ...others, [conversationId]: seq }).slice(-MOST);
      upTo.value = Object.fromEntries(newest);
      try {
        shelf.setItem(key, JSON.stringify(upTo.value));
      } catch {
        // Storage is forbidden or full: the marks last as long as the page.
      }
    },
  };
}

function stored(shelf: Pick<Storage, "getItem">, key: string): Record<string, number> {
  try {
    const found: unknown = JSON.parse(shelf.getItem(key) ?? "{}");
    return typeof found === "object" && found !== null ? (found as Record<string, number>) : {};
  } catch {
    return {};
  }
}
