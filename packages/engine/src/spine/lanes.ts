type Task = () => Promise<void> | void;

/** Runs what belongs to one key in order, and different keys at the same time. */
export function createLanes(onError: (error: unknown) => void) {
  const tails = new Map<string, Promise<void>>();

  /** Does it now. Nothing is left to wait for if it was over at once. */
  function begin(task: Task): Promise<void> | void {
    try {
      return task();
    } catch (error) {
      onError(error);
    }
  }

  return {
    /** Runs the task now, or after those of the same key that are not over. */
    run(key: string, task: Task): void {
      const before = tails.get(key);
      const work = before ? before.then(task) : begin(task);
      if (!work) return;
      const tail: Promise<void> = work.catch(onError).then(() => {
        if (tails.get(key) === tail) tails.delete(key);
      });
      tails.set(key, tail);
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
