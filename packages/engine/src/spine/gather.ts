export interface Pace {
  /** Milliseconds in which values are gathered, at least. */
  least: number;
  /** Milliseconds that each value of the last pass adds: the more there is, the more of it travels together. */
  each?: () => number;
}

/**
 * Gathers what is handed in and passes it on together. A later value of a key replaces an earlier one, unless it is said how
 * they merge. Errors go to `onError`; what failed is not passed on again.
 */
export function gather<T>(
  { least, each = () => 0 }: Pace,
  pass: (gathered: Map<string, T>) => Promise<void>,
  onError: (error: unknown) => void,
  merge: (before: T, value: T) => T = (_, value) => value,
) {
  let waiting = new Map<string, T>();
  let timer: NodeJS.Timeout | undefined;
  let passed = 0;
  let passing: Promise<void> = Promise.resolve();
  let stopped = false;

  function flush(): Promise<void> {
    timer = undefined;
    const gathered = waiting;
    waiting = new Map();
    passed = gathered.size;
    if (passed === 0) return passing;
    const now = pass(gathered).catch(onError);
    passing = Promise.all([passing, now]).then(() => {});
    return passing;
  }

  return {
    add(key: string, value: T): void {
      if (stopped) return;
      const before = waiting.get(key);
      waiting.set(key, before === undefined ? value : merge(before, value));
      timer ??= setTimeout(() => void flush(), Math.max(least, passed * each()));
    },
    /** Passes on what is gathered, and waits until all of it has been; what is handed in afterwards is dropped. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      await flush();
    },
  };
}
