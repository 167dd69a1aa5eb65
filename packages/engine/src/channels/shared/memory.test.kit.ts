import type { Memory } from "../../spine/port.ts";

/** What is remembered, for as long as a test takes. */
export function memoryOfNobody(): Memory & { names: () => string[] } {
  const kept = new Map<string, { value: string; version: number; until: number }>();
  const known = (key: string) => {
    const found = kept.get(key);
    return found && found.until > Date.now() ? found : undefined;
  };
  return {
    get: (key) => Promise.resolve(known(key)),
    set(key, value, seen, until = Number.POSITIVE_INFINITY) {
      const isFirst = (known(key)?.version ?? 0) === seen;
      if (isFirst) kept.set(key, { value, version: seen + 1, until });
      return Promise.resolve(isFirst);
    },
    names: () => [...kept.keys()],
  };
}
