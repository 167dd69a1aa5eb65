import { ChatError, type InboxItem, newId } from "@parley/protocol";
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { retryable } from "../live/back-off.ts";

/** How an agent lets go of a conversation. */
export type LeavingTo = { to: "bot" | "queue" | "closed" } | { to: "agent"; agentId: string; name: string };

/** A conversation that one lets go of in a moment, unless one thinks better of it. */
export interface Leaving {
  readonly conversationId: string;
  /** Of the request, the same however often it is sent. */
  readonly id: string;
  readonly how: LeavingTo;
  /** Number of the last event one knew of. */
  readonly seq: number;
  readonly at: number;
}

export interface Leavings {
  readonly entries: ReadonlySignal<readonly Leaving[]>;
  readonly begin: (item: InboxItem, how: LeavingTo) => void;
  /** Takes it back; nothing has happened yet. Without an id: the last one begun. */
  readonly undo: (conversationId?: string) => void;
  /** Does at once what is still to be done: one goes away, or is connected again. */
  readonly flush: () => Promise<unknown>;
  readonly stop: () => void;
}

interface Needs {
  /** Sends the request. Rejects with a `ChatError`. */
  carryOut: (leaving: Leaving) => Promise<unknown>;
  items: ReadonlySignal<ReadonlyMap<string, InboxItem>>;
  /** Keeps what is to be done over a reload; `sessionStorage` fits. */
  shelf: Pick<Storage, "getItem" | "setItem" | "removeItem">;
  owner: string;
  /** The visitor wrote in the last moment, so nothing was done. */
  stayed: (item: InboxItem) => void;
  failed: (error: ChatError, leaving: Leaving) => void;
}

/** Milliseconds in which one can think better of it. */
const UNDO_WITHIN = 5000;
/** Milliseconds after which a page that comes back does no longer what it had been told. */
const STALE = 60_000;

/**
 * Letting go of conversations, with time to take it back: the request is sent a moment later. To the visitor nothing
 * has happened until then; if they write meanwhile it does not happen at all, but for putting back in the queue.
 */
export function createLeavings({ carryOut, items, shelf, owner, stayed, failed }: Needs): Leavings {
  const key = `parley.leaving.${owner}`;
  const entries = signal<readonly Leaving[]>(stored(shelf, key));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const sending = new Set<string>();

  const set = (next: readonly Leaving[]) => {
    entries.value = next;
    try {
      if (next.length) shelf.setItem(key, JSON.stringify(next));
      else shelf.removeItem(key);
    } catch {
      // Storage is forbidden or full: it is done by this page or not at all.
    }
  };
  const drop = (conversationId: string) => {
    clearTimeout(timers.get(conversationId));
    timers.delete(conversationId);
    set(entries.value.filter((one) => one.conversationId !== conversationId));
  };
  const send = async (leaving: Leaving) => {
    if (sending.has(leaving.id)) return;
    sending.add(leaving.id);
    const problem = await carryOut(leaving).then(() => undefined, ChatError.from);
    sending.delete(leaving.id);
    // Out of reach: it is done when we are connected again, unless it is taken back by then.
    if (problem && retryable(problem)) return;
    drop(leaving.conversationId);
    if (problem) failed(problem, leaving);
  };
  const stopWatching = effect(() => {
    for (const { conversationId, seq, how, id } of entries.value) {
      const item = items.value.get(conversationId);
      if (!item?.preview || item.preview.by !== "visitor" || item.preview.seq <= seq) continue;
      if (how.to === "queue" || sending.has(id)) continue;
      drop(conversationId);
      stayed(item);
    }
  });

  return {
    entries,
    begin({ conversation: { id: conversationId, seq } }, how) {
      const leaving = { conversationId, id: newId(), how, seq, at: Date.now() };
      drop(conversationId);
      set([...entries.value, leaving]);
      timers.set(
        conversationId,
        setTimeout(() => void send(leaving), UNDO_WITHIN),
      );
    },
    undo(conversationId = entries.value.at(-1)?.conversationId) {
      const leaving = entries.value.find((one) => one.conversationId === conversationId);
      if (leaving && !sending.has(leaving.id)) drop(leaving.conversationId);
    },
    flush: () => Promise.all(entries.value.map(send)),
    stop() {
      stopWatching();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function stored(shelf: Pick<Storage, "getItem">, key: string): Leaving[] {
  try {
    const found: unknown = JSON.parse(shelf.getItem(key) ?? "[]");
    return Array.isArray(found) ? (found as Leaving[]).filter(({ at }) => Date.now() - at < STALE) : [];
  } catch {
    return [];
  }
}
