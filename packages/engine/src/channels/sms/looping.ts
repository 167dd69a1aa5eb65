/** The same words so often within so many milliseconds are a machine's, that answers ours. */
const MOST = 5;
const WITHIN = 120_000;
/** People of whom is known what they wrote. */
const KNOWN = 10_000;

/** Sees who writes the same again and again, as machines do that answer: a bot that answers them would not end. */
export function createLoopGuard(now: () => number) {
  const heard = new Map<string, { text: string; at: number[] }>();

  return {
    heard(from: string, text: string): void {
      const before = heard.get(from);
      const at = before?.text === text ? before.at.filter((time) => time > now() - WITHIN) : [];
      heard.delete(from);
      heard.set(from, { text, at: [...at, now()].slice(-MOST) });
      for (const oldest of heard.keys()) {
        if (heard.size <= KNOWN) break;
        heard.delete(oldest);
      }
    },
    isLooping(to: string): boolean {
      const times = heard.get(to)?.at.filter((time) => time > now() - WITHIN) ?? [];
      return times.length >= MOST;
    },
  };
}
export type LoopGuard = ReturnType<typeof createLoopGuard>;
