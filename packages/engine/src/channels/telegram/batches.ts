import { ChatError } from "@parley/protocol";

/** Updates that Telegram names at once. */
export const MOST = 100;
/** Milliseconds after which somebody who writes too much may take up all of them no longer. */
const ENOUGH = 60_000;

export interface Numbered {
  update_id: number;
}

export interface BatchParts {
  /** Takes an update in; what it throws comes again. */
  take: (update: Numbered) => Promise<void>;
  /** Whose an update is: those of one person are taken one after the other. */
  whose: (update: Numbered) => string;
  onError: (error: unknown) => void;
  now?: () => number;
}

/** Takes what Telegram named at once, each person's updates in a line of their own: one that cannot be taken holds up nobody else's. */
export function createBatches({ take, whose, onError, now = () => performance.now() }: BatchParts) {
  /** What is through, of what Telegram names once more as one before it is not. */
  const through = new Set<number>();
  /** Since when somebody has written more than they may. */
  const tooMuch = new Map<string, number>();

  /** Whether somebody has written too much for so long that what others write would not be shown to us. */
  function isEnough(who: string, error: unknown, isFull: boolean): boolean {
    if (!(error instanceof ChatError) || error.code !== "tooMany") return false;
    const since = tooMuch.get(who) ?? now();
    tooMuch.set(who, since);
    return isFull && now() - since >= ENOUGH;
  }

  /** Resolves to why the line does not go on. */
  async function takeLine(who: string, line: readonly Numbered[], isFull: boolean): Promise<unknown> {
    let givenUp = 0;
    for (const update of line) {
      try {
        await take(update);
      } catch (error) {
        if (!isEnough(who, error, isFull)) return error;
        givenUp += 1;
      }
      through.add(update.update_id);
    }
    if (givenUp === 0) tooMuch.delete(who);
    else onError(new Error(`Of somebody who has written too much for a minute ${givenUp} messages were given up.`));
    return undefined;
  }

  /** Resolves to where Telegram goes on, and to what it was that could not be taken. */
  return async (updates: readonly Numbered[]): Promise<{ next?: number; problem?: unknown }> => {
    const lines = new Map<string, Numbered[]>();
    for (const update of updates.filter(({ update_id }) => !through.has(update_id)))
      lines.set(whose(update), [...(lines.get(whose(update)) ?? []), update]);
    const isFull = updates.length >= MOST;
    const problems = await Promise.all([...lines].map(([who, line]) => takeLine(who, line, isFull)));
    const last = updates.at(-1);
    if (!last) return {};
    const next = updates.find(({ update_id }) => !through.has(update_id))?.update_id ?? last.update_id + 1;
    for (const number of through) if (number < next) through.delete(number);
    return { next, problem: problems.find((problem) => problem !== undefined) };
  };
}
