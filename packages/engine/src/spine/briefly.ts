/** Milliseconds for which an answer is taken to hold. */
const HOLDS = 1_000;

/** Asks at most once a second, however often one is asked: other nodes may have to be asked for it. */
export function briefly<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: { answer: Promise<T>; at: number } | undefined;
  return () => {
    const now = performance.now();
    if (!known || now - known.at > HOLDS) known = { answer: ask(), at: now };
    return known.answer;
  };
}
