/** Milliseconds that the clock of a platform may be wrong, either way. */
const SKEW = 5 * 60_000;

/** Whether something was signed lately. */
export const isInTime = (now: number, at: number): boolean => Math.abs(now - at) <= SKEW;

export interface Stamped {
  /** When it was signed, in milliseconds since 1970. */
  at: number;
  /** What is signed of the call. These platforms sign no body unless it is encrypted. */
  signature: string;
  /** What the call is about: the same when the platform hands it over again, and no other message's. */
  about: string;
}

/**
 * Refuses calls that are too old or of the future, and a signature that has come with something else before. What the platform
 * hands over again is the same message, and passes. Every node remembers what it has seen itself.
 */
export function createFreshness(now: () => number) {
  const seen = new Map<string, { about: string; until: number }>();

  return function isFresh({ at, signature, about }: Stamped): boolean {
    if (!isInTime(now(), at)) return false;
    for (const [known, { until }] of seen) {
      if (until > now()) break;
      seen.delete(known);
    }
    const before = seen.get(signature);
    if (before) return before.about === about;
    seen.set(signature, { about, until: now() + 2 * SKEW });
    return true;
  };
}
