export interface RecentOptions {
  now: () => number;
  /** Milliseconds a value is believed without looking again. */
  ttl?: number;
  /** Values kept at most; the oldest goes first. */
  capacity?: number;
}

/** Values looked up a moment ago. What is dropped is looked up again, also if its look-up was under way. */
export interface Recent<T> {
  get(key: string, load: () => Promise<T | undefined>): Promise<T | undefined>;
  /** The value, if it was looked up a moment ago. */
  peek(key: string): T | undefined;
  put(key: string, value: T): void;
  drop(key: string): void;
  dropWhere(matches: (value: T) => boolean): void;
}

/** Spares the store the same question within seconds. Absent values are not kept, so that guessing cannot fill it. */
export function createRecent<T>({ now, ttl = 1_000, capacity = 10_000 }: RecentOptions): Recent<T> {
  const entries = new Map<string, { value: T; until: number }>();
  const loading = new Map<string, symbol>();
  let sweep: NodeJS.Timeout | undefined;

  function keep(key: string, value: T): void {
    entries.delete(key);
    entries.set(key, { value, until: now() + ttl });
    dropOld();
  }

  /** Also when nothing more is looked up: thousands who came a moment ago and are quiet now cost no memory here. */
  function dropOld(): void {
    // The oldest are first, so that what is over is found without looking through all.
    for (const [oldest, { until }] of entries) {
      if (until > now() && entries.size <= capacity) break;
      entries.delete(oldest);
    }
    if (entries.size > 0) sweep ??= setTimeout(sweepAgain, ttl + 1).unref();
  }

  function sweepAgain(): void {
    sweep = undefined;
    dropOld();
  }

  return {
    async get(key, load) {
      const entry = entries.get(key);
      if (entry && entry.until > now()) return entry.value;
      const ticket = Symbol(key);
      loading.set(key, ticket);
      try {
        const value = await load();
        if (value !== undefined && loading.get(key) === ticket) keep(key, value);
        return value;
      } finally {
        if (loading.get(key) === ticket) loading.delete(key);
      }
    },
    peek(key) {
      const entry = entries.get(key);
      return entry && entry.until > now() ? entry.value : undefined;
    },
    put(key, value) {
      loading.delete(key);
      keep(key, value);
    },
    drop(key) {
      entries.delete(key);
      loading.delete(key);
    },
    dropWhere(matches) {
      for (const [key, { value }] of entries) if (matches(value)) entries.delete(key);
      loading.clear();
    },
  };
}
