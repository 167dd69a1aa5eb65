import { RETRYABLE } from "@parley/protocol";
import type { Reply, WireError } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { OutboxStore } from "./outbox-store.ts";
import type { Input, Output } from "./transport.ts";

/** What a visitor does that must not get lost. */
export type Deed = { [E in "send" | "rate" | "judge" | "end"]: { event: E; input: Input<E> } }[
  | "send"
  | "rate"
  | "judge"
  | "end"];

/** A deed on its way. */
export interface Pending {
  id: string;
  /** When it was done, by this browser's clock; later than all that was done before. */
  at: number;
  deed: Deed;
  /** Stored by the engine under this number, but the event itself has not come yet. */
  seq?: number;
  /** It will not be sent again by itself. */
  failed?: WireError;
}

export interface OutboxOptions {
  store: OutboxStore;
  /** Whether there is any sense in sending now. */
  ready: () => boolean;
  deliver: (deed: Deed) => Promise<Reply<Output<"send">>>;
  /** Called for each deed the engine does not want. What is no message is forgotten then. */
  refused: (deed: Deed, error: WireError) => void;
  /** Called for each deed the engine has stored. */
  delivered: (seq: number) => void;
  /** Runs one at a time over all tabs of the site. */
  exclusively: (run: () => Promise<void>) => Promise<void>;
  /** From 0 to 1; `Math.random` unless a test says otherwise. */
  random?: () => number;
  /** In milliseconds; `Date.now` unless a test says otherwise. */
  now?: () => number;
}

/** Deeds in order, each until the engine has answered it (SPEC M11). */
export interface Outbox {
  readonly pending: ReadonlySignal<readonly Pending[]>;
  add: (deed: Deed) => void;
  /** Sends a failed one again, after all others. The id stays, so that it cannot be stored twice. */
  retry: (id: string) => void;
  discard: (id: string) => void;
  /** The log reaches up to `last` and has these ids: nothing more to do for them. */
  settle: (ids: ReadonlySet<string>, last: number) => void;
  /** The connection is back: no more waiting. */
  resume: () => void;
  clear: () => void;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;
/** After this long it is the visitor who decides. */
const GIVE_UP = 24 * 60 * 60 * 1000;

/** Makes an outbox, and takes up what earlier pages left in the store. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, ready, deliver, delivered, refused, exclusively, random = Math.random, now = Date.now } = options;
  const pending = signal<readonly Pending[]>([]);
  let running = false;
  let again = false;
  let wake: () => void = () => {};

  /** Takes over what other tabs have put into the store, or found out about what is there. Answers what is to be sent next. */
  const refresh = () => {
    const stored = store.list();
    const ids = new Set(stored.map(({ id }) => id));
    pending.value = [...pending.peek().filter(({ id, seq }) => seq !== undefined && !ids.has(id)), ...stored];
    return stored.find(({ failed }) => !failed);
  };

  const attempt = async (entry: Pending): Promise<number | undefined> => {
    const { id, at, deed } = entry;
    const reply = await deliver(deed);
    if (reply.ok) {
      const { seq } = reply.value;
      store.remove(id);
      pending.value = pending.peek().map((other) => (other.id === id ? { ...other, seq } : other));
      delivered(seq);
      return undefined;
    }
    if (RETRYABLE.includes(reply.error.code) && now() - at < GIVE_UP) return reply.error.retryAfter ?? 0;
    if (!pending.peek().some((other) => other.id === id)) return undefined;
    refused(deed, reply.error);
    if (deed.event === "send") store.put({ ...entry, failed: reply.error });
    else store.remove(id);
    return undefined;
  };

  const sendAll = async () => {
    let failures = 0;
    for (let next = refresh(); next && ready(); next = refresh()) {
      const wait = await attempt(next);
      if (wait === undefined) failures = 0;
      else if (ready()) {
        const backOff = random() * Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** failures++);
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(wait, backOff));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
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
  const add = (deed: Deed) => {
    const at = Math.max(now(), ...store.list().map((earlier) => earlier.at + 1));
    store.put({ id: deed.input.id, at, deed });
    refresh();
    void flush();
  };
  const drop = (gone: (entry: Pending) => boolean) => {
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
      if (entry) add(entry.deed);
    },
    discard: (id) => drop((entry) => entry.id === id),
    settle: (ids, last) => drop(({ id, seq }) => ids.has(id) || (seq !== undefined && seq <= last)),
    resume() {
      wake();
      void flush();
    },
    clear: () => drop(() => true),
  };
}
