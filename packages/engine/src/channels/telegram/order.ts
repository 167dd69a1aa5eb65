import { ChatError } from "@parley/protocol";

/** Milliseconds between two looks whether what is missing has come. */
const LOOK = 25;
/** Looks for which an update waits for one with a lower number: usually; the first of all; and where those never come, as other nodes get them. Looks, as a busy node is late itself. */
const HOLD = { usual: 40, first: 20, elsewhere: 4 };
/** Stands for all numbers before the first that came. */
const BEFORE_ALL = -1;
/** Numbers that never came, one after the other, after which they are taken to come elsewhere. */
const ELSEWHERE = 20;
/** Milliseconds for which what follows an update that could not be taken is sent away, so that it comes after it. */
const ASIDE = 60_000;
/** Numbers that may be missing at once; where there are more, nobody knows what they were. */
const MOST_MISSING = 100;

interface Waiting {
  number: number;
  run: () => Promise<void>;
}

/**
 * Telegram calls on several lines at once, so that updates overtake each other. They are numbered one by one: what is behind a gap waits a
 * moment for what is missing, and those of a chat are taken one after the other, by their numbers. Where one could not be taken, those
 * after it are sent away until it has come again.
 */
export function createOrder(now: () => number = () => performance.now()) {
  const chats = new Map<string, { waiting: Waiting[]; busy: boolean }>();
  const refused = new Map<string, { number: number; until: number }>();
  /** Numbers that did not come yet, and for how many looks they are waited for. */
  const missing = new Map<number, number>();
  let newest: number | undefined;
  let neverCame = 0;
  let timer: NodeJS.Timeout | undefined;

  function arrived(number: number): void {
    if (missing.delete(number)) neverCame = 0;
    // Nobody knows whether the first one to come is the first: it may have overtaken others.
    if (newest === undefined) missing.set(BEFORE_ALL, HOLD.first);
    const before = newest ?? number - 1;
    newest = Math.max(before, number);
    // After a week of silence Telegram begins anywhere.
    if (Math.abs(number - before) > MOST_MISSING) return void (newest = number);
    const looks = neverCame < ELSEWHERE ? HOLD.usual : HOLD.elsewhere;
    for (let gap = before + 1; gap < number; gap += 1) missing.set(gap, looks);
  }

  function look(): void {
    for (const [chat, { until }] of refused) if (until < now()) refused.delete(chat);
    for (const chat of chats.keys()) next(chat);
    if (missing.size > 0) timer ??= setTimeout(waited, LOOK).unref();
  }

  function waited(): void {
    timer = undefined;
    for (const [number, looks] of missing) {
      if (looks > 1) missing.set(number, looks - 1);
      else if (missing.delete(number)) neverCame += 1;
    }
    look();
  }

  function next(chat: string): void {
    const line = chats.get(chat);
    const first = line?.waiting[0];
    if (!line || line.busy || !first) return;
    if ([...missing.keys()].some((gap) => gap < first.number)) return;
    line.waiting.shift();
    line.busy = true;
    void first.run().finally(() => {
      line.busy = false;
      if (line.waiting.length === 0) chats.delete(chat);
      next(chat);
    });
  }

  async function taken(chat: string, number: number, act: () => Promise<void>): Promise<void> {
    const before = refused.get(chat);
    if (before && before.number < number) throw new ChatError("unavailable", "One before this could not be taken.");
    try {
      await act();
      refused.delete(chat);
    } catch (error) {
      refused.set(chat, { number, until: now() + ASIDE });
      throw error;
    }
  }

  return {
    /** An update came that there is nothing to do about: nobody waits for it. */
    passed(number: number): void {
      arrived(number);
      look();
    },
    /** Takes an update of a chat in its turn. */
    take(chat: string, number: number, act: () => Promise<void>): Promise<void> {
      const line = chats.get(chat) ?? { waiting: [], busy: false };
      chats.set(chat, line);
      return new Promise((resolve, reject) => {
        line.waiting.push({ number, run: () => taken(chat, number, act).then(resolve, reject) });
        line.waiting.sort((one, other) => one.number - other.number);
        arrived(number);
        look();
      });
    },
  };
}
export type Order = ReturnType<typeof createOrder>;
