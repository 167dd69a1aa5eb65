/** Milliseconds for which an answer is taken to hold. */
const HOLDS = 1_000;

/** Asks at most once a second about each, however often one is asked: other nodes may have to be asked for it. */
export function briefly<T>(ask: (about: string) => Promise<T>): (about?: string) => Promise<T> {
  const known = new Map<string, { answer: Promise<T>; at: number }>();
  return (about = "") => {
    const now = performance.now();
    const before = known.get(about);
    if (before && now - before.at <= HOLDS) return before.answer;
    const answer = ask(about);
    known.set(about, { answer, at: now });
    return answer;
  };
}
