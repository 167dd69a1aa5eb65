/** Runs what belongs to one key in the order in which it came, and different keys at the same time; says what came of each. */
export function createLines() {
  const last = new Map<string, Promise<unknown>>();
  return {
    async run<T>(key: string, task: () => Promise<T>): Promise<T> {
      const before = last.get(key);
      const running = before ? before.then(task, task) : task();
      last.set(key, running);
      try {
        return await running;
      } finally {
        if (last.get(key) === running) last.delete(key);
      }
    },
  };
}
