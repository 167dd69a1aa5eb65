import type { Memory } from "../../spine/port.ts";

interface Kept {
  value: string;
  version: number;
  until: number;
}

/** A memory that several nodes share, with the clock of its store. */
export function sharedMemory(now: () => number = Date.now): Memory & { values: () => string[] } {
  const kept = new Map<string, Kept>();
  const found = (key: string) => {
    const one = kept.get(key);
    return one && one.until > now() ? one : undefined;
  };
  return {
    get: (key) => Promise.resolve(found(key)),
    set(key, value, seen, until = Number.POSITIVE_INFINITY) {
      const isFirst = (found(key)?.version ?? 0) === seen;
      if (isFirst) kept.set(key, { value, version: (kept.get(key)?.version ?? 0) + 1, until });
      return Promise.resolve(isFirst);
    },
    values: () => [...kept.values()].map(({ value }) => value),
  };
}
