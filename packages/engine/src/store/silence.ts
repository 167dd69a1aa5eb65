/** Milliseconds that have passed since some moment, whatever is done to the clock. */
export type Elapsed = () => number;

/** Of this process. */
export const elapsedHere: Elapsed = () => performance.now();

/**
 * Tells whether somebody has been silent for longer than so many milliseconds: the sign of life that he leaves in a store is the
 * same as that long ago. Measured by the intervals of the listener, from when he first saw the sign, so that clocks that differ by
 * hours do no harm.
 */
export function listenFor(silence: number, elapsed: Elapsed = elapsedHere): (sign: string) => boolean {
  let seen: { sign?: string; since: number } = { since: 0 };
  return (sign) => {
    if (sign !== seen.sign) seen = { sign, since: elapsed() };
    return elapsed() - seen.since > silence;
  };
}
