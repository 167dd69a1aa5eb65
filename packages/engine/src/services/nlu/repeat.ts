/** Something that goes on until it is stopped. */
export interface Repeating {
  /** Resolves when the task is not running and will not run again. */
  stop(): Promise<void>;
}

/** Does a task again and again, `pause` milliseconds after it last ended; a failure is reported and the next round tries again. */
export function repeat(pause: number, task: () => Promise<unknown>, onError: (error: unknown) => void): Repeating {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;

  function next(): void {
    timer = setTimeout(() => {
      running = round();
    }, pause);
    timer.unref();
  }

  async function round(): Promise<void> {
    try {
      await task();
    } catch (error) {
      onError(error);
    }
    if (!stopped) next();
  }

  next();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
