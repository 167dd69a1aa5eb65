import { newId, type Receipt } from "@parley/protocol";
import { createClock } from "./clock.ts";
import { type Ask, Refusal } from "./line.ts";
import type { Random } from "./random.ts";

/** Something that somebody wants to be in the log, and what became of it. */
export interface Sent {
  /** Who sends, and where: such messages keep their order. */
  from: string;
  conversationId: string;
  id: string;
  event: string;
  input: Record<string, unknown>;
  /** Occurs in nothing else that is sent. */
  mark?: string | undefined;
  /** The agent who sends. */
  by?: string | undefined;
  /** What came of each time that it was sent, in words, with the time when it was known. */
  attempts: string[];
  outcome: { is: "waiting" } | { is: "stored"; receipt: Receipt } | { is: "refused"; code: string; holder?: unknown };
}

/** What waits to be sent, oldest first; several tabs may work on the same one. */
export interface Outbox {
  readonly waiting: number;
  add: (
    conversationId: string,
    event: string,
    input: Record<string, unknown>,
    more?: Pick<Sent, "mark" | "by">,
  ) => Sent;
  /** Sends, one after the other, until it is stopped, as long as `ask` works. */
  pump: (ask: Ask) => { stop: () => void; wake: () => void };
}

const FIRST_WAIT = 500;
/** The protocol lets clients wait up to 30 s; these are less patient, so that a run ends sooner. */
const LONGEST_WAIT = 8_000;

/** `records` collects everything that is ever sent. Its ids carry the time of a clock that may be wrong. */
export function createOutbox(
  from: string,
  random: Random,
  records: Sent[],
  clock = createClock(random.fork("clock")),
): Outbox {
  const items: Sent[] = [];
  const wakers = new Set<() => void>();

  async function attempt(item: Sent, ask: Ask): Promise<number> {
    try {
      const receipt = await ask<Receipt>(item.event, { ...item.input, id: item.id });
      settle(item, { is: "stored", receipt });
    } catch (error) {
      item.attempts.push(`${new Date().toISOString().slice(14, 23)} ${error instanceof Error ? error.message : ""}`);
      if (!(error instanceof Refusal)) return 0;
      if (error.retryable) return error.retryAfter;
      settle(item, { is: "refused", code: error.code, holder: error.details?.["agent"] });
    }
    return -1;
  }

  /** Two tabs may hear of the same message; what one of them heard first stays. */
  function settle(item: Sent, outcome: Sent["outcome"]): void {
    if (item.outcome.is === "waiting") item.outcome = outcome;
    if (items[0] === item) items.shift();
    for (const wake of wakers) wake();
  }

  return {
    get waiting() {
      return items.length;
    },
    add(conversationId, event, input, more = {}) {
      const outcome = { is: "waiting" } as const;
      const item: Sent = { from, conversationId, id: newId(clock()), event, input, ...more, attempts: [], outcome };
      records.push(item);
      items.push(item);
      for (const wake of wakers) wake();
      return item;
    },
    pump(ask) {
      const stopping = new AbortController();
      let failures = 0;
      let wake = () => {};
      const slumber = (milliseconds?: number) =>
        new Promise<void>((resolve) => {
          wake = resolve;
          if (milliseconds !== undefined) setTimeout(resolve, milliseconds);
        });
      const rouse = () => wake();
      wakers.add(rouse);
      const run = async () => {
        while (!stopping.signal.aborted) {
          const item = items[0];
          if (!item) await slumber();
          else {
            const wait = await attempt(item, ask);
            failures = wait < 0 ? 0 : failures + 1;
            const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures);
            if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
            if (wait >= 0) await slumber(random.next() * longest);
          }
        }
      };
      void run();
      return {
        wake: rouse,
        stop() {
          stopping.abort();
          wakers.delete(rouse);
          rouse();
        },
      };
    },
  };
}
