import { isBehind, type Log } from "./log.ts";

/**
 * Answers how to ask for what a log is missing. `askAfter` asks the engine for what comes after a number and takes the answer into the log; it is
 * called again as long as there is more to come and the log changes (SPEC M8). However often it is wanted at once, one asks.
 */
export function catchUp(log: { peek: () => Log }, askAfter: (last: number) => Promise<unknown>): () => Promise<void> {
  let asking = false;
  // What is pushed meanwhile raises the head: the answer was read before that.
  const known = () => log.peek().last + log.peek().head;
  return async () => {
    if (asking) return;
    asking = true;
    try {
      let before: number;
      do {
        before = known();
        await askAfter(log.peek().last);
      } while (isBehind(log.peek()) && known() !== before);
    } finally {
      asking = false;
    }
  };
}
