/** Runs what belongs to one key in order, and different keys at the same time. */
export function createLanes(onError: (error: unknown) => void) {
  const tails = new Map<string, Promise<void>>();

  return {
    run(key: string, task: () => Promise<void>): void {
      const tail = (tails.get(key) ?? Promise.resolve()).then(task).catch(onError);
      tails.set(key, tail);
      void tail.then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
    },

    /** Resolves when everything handed in so far is done. */
    async drain(): Promise<void> {
      await Promise.all(tails.values());
    },

    get busy(): number {
      return tails.size;
    },
  };
}

export type Lanes = ReturnType<typeof createLanes>;
