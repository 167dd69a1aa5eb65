import type { ConversationEvent, LogPage } from "@parley/protocol";

/** What somebody sees of a conversation, by the receiver's rule of the protocol (SPEC M7 to M9). */
export interface View {
  /** Everything that was ever shown, in the order in which it was. */
  readonly shown: readonly ConversationEvent[];
  /** The last number that is known without a gap. */
  readonly seq: number;
  push: (event: ConversationEvent) => void;
  /** Takes in an answer to `hello`, `open` or `sync`, and asks on until there is no more. */
  take: (page: LogPage) => Promise<void>;
  /** Asks whether anything was missed. */
  round: () => Promise<void>;
}

export interface ViewParts {
  sync: (after: number) => Promise<LogPage>;
  history: (before: number) => Promise<LogPage>;
}

export function createView({ sync, history }: ViewParts): View {
  const shown: ConversationEvent[] = [];
  const aside = new Map<number, ConversationEvent>();
  let seq = 0;
  let asking = false;

  function show(event: ConversationEvent): void {
    if (event.seq !== seq + 1) return;
    seq = event.seq;
    shown.push(event);
    const next = aside.get(seq + 1);
    aside.delete(seq + 1);
    if (next) show(next);
  }

  async function take(page: LogPage): Promise<void> {
    const first = page.events[0];
    if (page.reset && first && first.seq > seq + 1) await fill(first.seq);
    for (const event of page.events) show(event);
    if (seq < page.head) await take(await sync(seq));
  }

  /** What lies between, which a page after a reset leaves out. */
  async function fill(before: number): Promise<void> {
    const older: ConversationEvent[] = [];
    for (let next = before; next > seq + 1;) {
      const { events } = await history(next);
      if (events.length === 0) return;
      older.unshift(...events);
      next = events[0]?.seq ?? 0;
    }
    for (const event of older) show(event);
  }

  async function round(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      await take(await sync(seq));
    } finally {
      asking = false;
    }
  }

  return {
    shown,
    get seq() {
      return seq;
    },
    push(event) {
      if (event.seq <= seq) return;
      if (event.seq === seq + 1) return show(event);
      aside.set(event.seq, event);
      round().catch(() => {});
    },
    take,
    round,
  };
}
