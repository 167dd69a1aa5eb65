import { type Kept, parse, stringify } from "@parley/client";
import { ChatError, type InboxItem, newId, type Receipt } from "@parley/protocol";
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Ask } from "../live/ask.ts";
import { patient, retryable } from "../live/patient.ts";

/** How an agent lets go of a conversation. */
export type LeavingTo =
  | { to: "bot" | "queue" }
  | { to: "closed"; code?: string }
  | { to: "agent"; agentId: string; name: string };

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
  /** Keeps what is to be done over a reload of this tab. */
  storage: Pick<Kept, "get" | "set" | "remove">;
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
export function createLeavings({ carryOut, items, storage, owner, stayed, failed }: Needs): Leavings {
  const key = `parley.leaving.${owner}`;
  const entries = signal<readonly Leaving[]>(stored(storage, key));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const sending = new Set<string>();

  const set = (next: readonly Leaving[]) => {
    entries.value = next;
    if (next.length) storage.set(key, stringify(next));
    else storage.remove(key);
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

function stored(storage: Pick<Kept, "get">, key: string): Leaving[] {
  const found = parse(storage.get(key));
  return Array.isArray(found) ? (found as Leaving[]).filter(({ at }) => Date.now() - at < STALE) : [];
}

/** Lets go of a conversation, now. Throws a `ChatError`. */
export function letGo(ask: Ask, { conversationId, id, how }: Leaving): Promise<Receipt> {
  const place = { conversationId, id };
  if (how.to === "closed") return patient(ask)("close", { ...place, ...(how.code && { code: how.code }) });
  if (how.to === "agent") return patient(ask)("transfer", { ...place, agentId: how.agentId });
  return patient(ask)("release", { ...place, to: how.to });
}
