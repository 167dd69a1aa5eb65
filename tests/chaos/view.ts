import { catchUp, emptyLog, hasOlder, isBehind, type Log, prepend, receive, take } from "@parley/client";
import type { ConversationEvent, LogPage } from "@parley/protocol";

/** What somebody sees of a conversation. */
export interface View {
  /** In the order in which it is shown. */
  readonly shown: readonly ConversationEvent[];
  /** The last number that is known without a gap. */
  readonly seq: number;
}

/** One that is kept by the client's log, as the console keeps it. */
export interface KeptView extends View {
  push: (event: ConversationEvent) => void;
  /** Takes in an answer to `hello`, `open` or `sync`, and asks on until there is no more. */
  take: (page: LogPage) => Promise<void>;
  /** Asks whether anything was missed. */
  round: () => Promise<void>;
}

export interface ViewParts {
  sync: (after: number) => Promise<LogPage>;
  history: (before: number) => Promise<LogPage>;
  /** Hears of what may not be shown. */
  onBreach: (what: string) => void;
}

export function createView({ sync, history, onBreach }: ViewParts): KeptView {
  let log = emptyLog;
  const set = (next: Log) => {
    const wrong = breach(log.events, next.events);
    if (wrong) onBreach(wrong);
    log = next;
  };
  const ask = catchUp({ peek: () => log }, async (after) => set(take(log, await sync(after))));

  /** Scrolls up to the beginning, which a page after a reset leaves out. */
  async function fill(): Promise<void> {
    while (log.events.length > 0 && hasOlder(log)) {
      const before = log;
      set(prepend(log, await history(log.events[0]?.seq ?? 1)));
      if (log === before) return;
    }
  }
  async function round(): Promise<void> {
    await ask();
    await fill();
  }
  return {
    get shown() {
      return log.events;
    },
    get seq() {
      return log.last;
    },
    push(event) {
      set(receive(log, event));
      if (isBehind(log)) round().catch(() => {});
    },
    async take(page) {
      set(take(log, page));
      if (isBehind(log)) await ask();
      await fill();
    },
    round,
  };
}

/** What is wrong with showing `now` after `before`: a gap, something twice, something else in its place. Else nothing. */
export function breach(before: readonly ConversationEvent[], now: readonly ConversationEvent[]): string | undefined {
  const first = now[0]?.seq ?? 0;
  const gap = now.findIndex(({ seq }, index) => seq !== first + index);
  if (gap >= 0) return `shown ${now[gap]?.seq} after ${now[gap - 1]?.seq}`;
  const changed = before.find(({ seq, id }) => seq >= first && now[seq - first] && now[seq - first]?.id !== id);
  return changed && `shown another ${changed.seq} than before`;
}
