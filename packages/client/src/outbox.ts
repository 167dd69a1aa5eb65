import { type Receipt, type Reply, RETRYABLE, type WireError } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { backOff } from "./back-off.ts";
import type { Entry, OutboxStore } from "./outbox-store.ts";

export interface OutboxOptions<E extends Entry> {
  store: OutboxStore<E>;
  /** Whether there is any sense in sending now. */
  ready: () => boolean;
  deliver: (entry: E) => Promise<Reply<Receipt>>;
  /** Called for each entry that the engine does not want. What it answers yes to is kept as failed, the rest is forgotten. */
  refused: (entry: E, error: WireError) => unknown;
  /** Called for each entry that the engine has stored. */
  delivered: (receipt: Receipt, entry: E) => void;
  /** Runs one at a time over all tabs of the site. */
  exclusively: (run: () => Promise<void>) => Promise<void>;
  /** From 0 to 1; `Math.random` unless a test says otherwise. */
  random?: () => number;
  /** In milliseconds; `Date.now` unless a test says otherwise. */
  now?: () => number;
}

/** What is sent in one conversation: in order, one at a time, each until the engine has answered it (SPEC M11). */
export interface Outbox<E extends Entry> {
  readonly pending: ReadonlySignal<readonly E[]>;
  add: (entry: Omit<E, "at">) => void;
  /** Sends a failed one again, after all others. The id stays, so that it cannot be stored twice. */
  retry: (id: string) => void;
  discard: (id: string) => void;
  /** The log reaches up to `last` and has these ids: nothing more to do for them. */
  settle: (ids: ReadonlySet<string>, last: number) => void;
  /** The connection is back: no more waiting. */
  resume: () => void;
  clear: () => void;
}

/** After this long it is the person who decides. */
const GIVE_UP = 24 * 60 * 60 * 1000;

/** Makes an outbox, and takes up what earlier pages left in the store. */
export function createOutbox<E extends Entry>(options: OutboxOptions<E>): Outbox<E> {
  const { store, ready, deliver, delivered, refused, exclusively, random, now = Date.now } = options;
  const pending = signal<readonly E[]>([]);
  let running = false;
  let again = false;
  let wake: () => void = () => {};

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  /** Takes over what other tabs have put into the store, or found out about what is there. Answers what is to be sent next. */
  const refresh = () => {
    const stored = store.list();
    const ids = new Set(stored.map(({ id }) => id));
    pending.value = [...pending.peek().filter(({ id, seq }) => seq !== undefined && !ids.has(id)), ...stored];
    return stored.find(({ failed }) => !failed);
  };

  const attempt = async (entry: E): Promise<number | undefined> => {
    const { id, at } = entry;
    const reply = await deliver(entry);
    if (reply.ok) {
      const { seq } = reply.value;
      store.remove(id);
      pending.value = pending.peek().map((other) => (other.id === id ? { ...other, seq } : other));
      delivered(reply.value, entry);
      return undefined;
    }
    if (RETRYABLE.includes(reply.error.code) && now() - at < GIVE_UP) return reply.error.retryAfter ?? 0;
    if (!pending.peek().some((other) => other.id === id)) return undefined;
    if (refused(entry, reply.error)) store.put({ ...entry, failed: reply.error });
    else store.remove(id);
    return undefined;
  };

  const sendAll = async () => {
    let failures = 0;
    for (let next = refresh(); next && ready(); next = refresh()) {
      const wait = await attempt(next);
      if (wait === undefined) failures = 0;
      else if (ready()) await pause(Math.max(wait, backOff(failures++, random?.())));
    }
  };

  const flush = async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again && ready()) {
        again = false;
        await exclusively(sendAll);
      }
    } finally {
      running = false;
    }
  };
  const add = (entry: Omit<E, "at">) => {
    const at = Math.max(now(), ...store.list().map((earlier) => earlier.at + 1));
    store.put({ ...entry, at } as E);
    refresh();
    void flush();
  };
  const drop = (gone: (entry: E) => boolean) => {
    const out = pending.peek().filter(gone);
    for (const { id } of out) store.remove(id);
    if (out.length > 0) pending.value = pending.peek().filter((entry) => !out.includes(entry));
  };

  refresh();
  return {
    pending,
    add,
    retry(id) {
      const entry = pending.peek().find((entry) => entry.id === id);
      if (entry) add({ ...entry, failed: undefined });
    },
    discard: (id) => drop((entry) => entry.id === id),
    settle: (ids, last) => drop(({ id, seq }) => ids.has(id) || (seq !== undefined && seq <= last)),
    resume() {
      wake();
      void flush();
    },
    clear() {
      refresh();
      drop(() => true);
    },
  };
}
