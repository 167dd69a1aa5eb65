import type { Page } from "playwright-core";

interface Held {
  held: Map<number, () => void>;
}

/**
 * Keeps the timers of a length on pages that are opened from now on, until they are let go: what can be taken back for some seconds can be then
 * however long a busy machine needs from one key to the next.
 */
export async function holdTimers(page: Page, milliseconds: number) {
  await page.addInitScript((length) => {
    const held = new Map<number, () => void>();
    Object.assign(window, { held });
    const [set, clear] = [window.setTimeout.bind(window), window.clearTimeout.bind(window)];
    const later = (run: () => void, after?: number, ...given: unknown[]) => {
      const timer = set(after === length ? () => {} : run, after, ...given);
      if (after === length) held.set(timer, run);
      return timer;
    };
    const never = (timer?: number) => {
      held.delete(timer ?? 0);
      clear(timer);
    };
    Object.assign(window, { setTimeout: later, clearTimeout: never });
  }, milliseconds);
  /** Their time is over. */
  const letGo = () =>
    page.evaluate(() => {
      const { held } = window as unknown as Held;
      for (const run of held.values()) run();
      held.clear();
    });
  return { letGo };
}
