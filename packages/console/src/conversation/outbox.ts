import { ChatError, type Content, type Receipt, type WireError } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ask } from "../live/ask.ts";
import { backOff, retryable } from "../live/back-off.ts";

/** Something an agent wrote that the engine has not confirmed. */
export interface Outgoing {
  id: string;
  conversationId: string;
  at: number;
  what: { type: "reply"; content: Extract<Content, { type: "text" }> } | { type: "note"; text: string };
  /** Why it was given up; absent while it is being sent. */
  failed?: WireError | undefined;
}

export interface Outbox {
  /** What is on its way or was given up, oldest first. */
  readonly entries: ReadonlySignal<readonly Outgoing[]>;
  readonly add: (entry: Outgoing) => void;
  /** Tries what was given up once more. */
  readonly retry: (id: string) => void;
  /** Forgets it: the person does not want it sent, or the log has it already. */
  readonly drop: (id: string) => void;
  /** Tries everything at once: we are connected again. */
  readonly flush: () => void;
}

/** Keeps what must outlive the page; `localStorage` fits. */
type Shelf = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const ACK_TIMEOUT = 5000;
export const GIVE_UP_AFTER = 24 * 3600_000;

interface OutboxNeeds {
  ask: Ask;
  shelf: Shelf;
  owner: string;
  /** Told where it was stored, just before it leaves the outbox. */
  confirmed: (entry: Outgoing, receipt: Receipt) => void;
}

/**
 * What agents send, kept until the engine has confirmed it, over reloads too (SPEC M11): in order and one at a
 * time for each conversation. `owner` keeps apart what people on one browser write.
 */
export function createOutbox({ ask, shelf, owner, confirmed }: OutboxNeeds): Outbox {
  const prefix = `parley.outbox.${owner}.`;
  const entries = signal<readonly Outgoing[]>(readShelf(shelf, prefix));
  const busy = new Set<string>();
  const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; attempt: number }>();

  const keep = (entry: Outgoing) => quietly(() => shelf.setItem(prefix + entry.id, JSON.stringify(entry)));
  const drop = (id: string) => {
    quietly(() => shelf.removeItem(prefix + id));
    entries.value = entries.value.filter((entry) => entry.id !== id);
  };
  const isListed = (id: string) => entries.value.some((entry) => entry.id === id);
  const replace = (entry: Outgoing) => {
    keep(entry);
    entries.value = entries.value.map((other) => (other.id === entry.id ? entry : other));
  };
  const later = (conversationId: string, after: number | undefined) => {
    const attempt = waiting.get(conversationId)?.attempt ?? 0;
    const delay = Math.max(after ?? 0, backOff(attempt));
    const timer = setTimeout(() => void pump(conversationId), delay);
    waiting.set(conversationId, { timer, attempt: attempt + 1 });
  };

  async function pump(conversationId: string): Promise<void> {
    if (busy.has(conversationId)) return;
    busy.add(conversationId);
    for (let entry = nextOf(entries.value, conversationId); entry; entry = nextOf(entries.value, conversationId)) {
      const answer = await send(ask, entry).catch((cause: unknown) => ChatError.from(cause));
      if (!(answer instanceof ChatError)) {
        waiting.delete(conversationId);
        confirmed(entry, answer);
        drop(entry.id);
      } else if (isListed(entry.id)) {
        if (retryable(answer) && Date.now() - entry.at < GIVE_UP_AFTER) {
          later(conversationId, answer.retryAfter);
          break;
        }
        replace({ ...entry, failed: answer.toJSON() });
      }
    }
    busy.delete(conversationId);
  }

  return {
    entries,
    drop,
    add(entry) {
      keep(entry);
      entries.value = [...entries.value, entry];
      if (!waiting.has(entry.conversationId)) void pump(entry.conversationId);
    },
    retry(id) {
      const entry = entries.value.find((other) => other.id === id);
      if (!entry) return;
      replace({ ...entry, at: Date.now(), failed: undefined });
      void pump(entry.conversationId);
    },
    flush() {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
      for (const id of new Set(entries.value.map(({ conversationId }) => conversationId))) void pump(id);
    },
  };
}

function nextOf(entries: readonly Outgoing[], conversationId: string): Outgoing | undefined {
  return entries.find((entry) => entry.conversationId === conversationId && !entry.failed);
}

function send(ask: Ask, { id, conversationId, what }: Outgoing): Promise<Receipt> {
  return what.type === "note"
    ? ask("note", { conversationId, id, text: what.text }, ACK_TIMEOUT)
    : ask("send", { conversationId, id, content: what.content }, ACK_TIMEOUT);
}

function readShelf(shelf: Shelf, prefix: string): Outgoing[] {
  const found: Outgoing[] = [];
  quietly(() => {
    for (let index = 0; index < shelf.length; index++) {
      const key = shelf.key(index);
      if (key?.startsWith(prefix)) found.push(JSON.parse(shelf.getItem(key) ?? "") as Outgoing);
    }
  });
  return found.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** Storage may be forbidden or full; then what is written lives as long as the page. */
function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // Nothing to do: see above.
  }
}
