/** Things of which is remembered since when they are as they are. */
const REMEMBERED = 20_000;

/** Says for how many milliseconds this node has seen a count of something as it is: nodes' clocks differ. */
export function createResting(now: () => number) {
  const unchanged = new Map<string, { as: number; since: number }>();
  return (key: string, as = 0): number => {
    const known = unchanged.get(key);
    if (known?.as === as) return now() - known.since;
    if (unchanged.size > REMEMBERED) unchanged.clear();
    unchanged.set(key, { as, since: now() });
    return 0;
  };
}
