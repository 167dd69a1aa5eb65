/** The value that a share of all does not exceed, by the nearest-rank method. */
export function percentile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? 0;
}

/** Counts one more, or so many. */
export function increase(counts: Map<string, number>, key: string, by = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}

/** What was counted most comes first. */
export function mostFirst(counts: ReadonlyMap<string, number>) {
  return [...counts].map(([key, count]) => ({ key, count })).sort((one, other) => other.count - one.count);
}

/** Those that have the same key, by it, in the order in which they come. */
export function grouped<T, K>(all: Iterable<T>, keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key) ?? [];
    group.push(one);
    groups.set(key, group);
  }
  return groups;
}
