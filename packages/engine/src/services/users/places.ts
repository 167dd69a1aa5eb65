import { ChatError } from "@parley/protocol";

/** Who wants a place. */
export interface Claimant {
  /** Whom the request stands for, an address say: one place at a time for each. */
  source: string;
  /** Whether somebody got in from there before; they go first. */
  known: boolean;
}

export interface PlaceOptions {
  /** Places that are taken at once. */
  atOnce?: number;
  /** Who may wait for one, all together and of one source. */
  mostWaiting?: number;
  mostOfSource?: number;
}

interface Waiting extends Claimant {
  start: () => void;
}

/**
 * Gives out places for work that costs much, in turn: whoever comes with many requests has one place and shuts nobody out. Rejects with
 * `overloaded` where too many wait.
 */
export function createPlaces({ atOnce = 3, mostWaiting = 200, mostOfSource = 4 }: PlaceOptions = {}) {
  const taken = new Set<string>();
  let waiting: Waiting[] = [];
  let working = 0;

  function startNext(): void {
    while (working < atOnce) {
      const free = waiting.filter(({ source }) => !taken.has(source));
      const next = free.find(({ known }) => known) ?? free[0];
      if (!next) return;
      waiting = waiting.filter((one) => one !== next);
      working++;
      taken.add(next.source);
      next.start();
    }
  }

  return async function inPlace<T>(claimant: Claimant, work: () => Promise<T>): Promise<T> {
    const ofSource = waiting.filter(({ source }) => source === claimant.source).length;
    if (ofSource >= mostOfSource || (waiting.length >= mostWaiting && !claimant.known)) {
      throw new ChatError("overloaded", "Too many sign-ins at once.", { retryAfter: 1000 });
    }
    await new Promise<void>((start) => {
      waiting.push({ ...claimant, start });
      startNext();
    });
    try {
      return await work();
    } finally {
      working--;
      taken.delete(claimant.source);
      startNext();
    }
  };
}
