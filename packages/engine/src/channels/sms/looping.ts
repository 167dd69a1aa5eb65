import { createHash } from "node:crypto";

/** The same words so often within so many milliseconds are a machine's, that answers ours. */
const MOST = 5;
const WITHIN = 120_000;
/** People of whom is known what they wrote. */
const KNOWN = 10_000;

/** What somebody wrote, and the message that it was: what the gateway hands over twice was written once. */
interface Heard {
  from: string;
  text: string;
  id: string;
}

const hashOf = (said: string) => createHash("sha256").update(said).digest("base64url");

/**
 * Sees who writes the same again and again, as machines do that answer: a bot that answers them would not end. Numbers and words are kept as
 * hashes, and no longer than they are of use.
 */
export function createLoopGuard(now: () => number) {
  const heard = new Map<string, { text: string; last: number; at: Map<string, number> }>();

  function forget(): void {
    // Who wrote last stands last.
    for (const [oldest, { last }] of heard) {
      if (heard.size <= KNOWN && last > now() - WITHIN) break;
      heard.delete(oldest);
    }
  }

  return {
    heard({ from, text, id }: Heard): void {
      const [name, words] = [hashOf(from), hashOf(text)];
      const before = heard.get(name);
      const at = before?.text === words ? before.at : new Map<string, number>();
      heard.delete(name);
      if (!at.has(id)) at.set(id, now());
      const lately = [...at].filter(([, time]) => time > now() - WITHIN).slice(-MOST);
      heard.set(name, { text: words, last: now(), at: new Map(lately) });
      forget();
    },
    isLooping(to: string): boolean {
      const times = [...(heard.get(hashOf(to))?.at.values() ?? [])];
      return times.filter((time) => time > now() - WITHIN).length >= MOST;
    },
  };
}
export type LoopGuard = ReturnType<typeof createLoopGuard>;
