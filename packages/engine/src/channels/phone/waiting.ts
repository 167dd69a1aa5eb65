import type { Calls } from "./calls.ts";

/** Milliseconds between two looks for words that another node was given; those of this node are heard of at once. */
const LOOK = 500;
/** Milliseconds in which more may follow: an answer is up to five messages. */
const MORE = 250;

/** Waits until something is to be said in a call, for so many milliseconds at most. */
export async function waitForWords(calls: Calls, id: string, most: number): Promise<void> {
  const until = performance.now() + most;
  const left = () => until - performance.now();
  const hasWords = async () => ((await calls.of(id))?.waiting.length ?? 0) > 0;
  for (;;) {
    const woken = wakingOf(calls, id);
    if (await hasWords()) {
      woken.stop();
      return await pause(Math.min(MORE, Math.max(0, left())));
    }
    if (left() <= 0) return woken.stop();
    await Promise.race([woken.promise, pause(Math.min(LOOK, left()))]);
    woken.stop();
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Listens before anybody looks, so that nothing falls between the two. */
function wakingOf(calls: Calls, id: string): { promise: Promise<void>; stop(): void } {
  const over = new AbortController();
  const promise = new Promise<void>((resolve) => calls.onWake(id, resolve, over.signal));
  return { promise, stop: () => over.abort() };
}
