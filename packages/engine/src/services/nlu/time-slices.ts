/** Milliseconds of work after which other events get their turn. */
const SLICE = 4;

/** Runs short synchronous jobs, many in a turn of the event loop but never for much longer than a slice without a break. */
export interface TimeSlices {
  run<T>(job: () => T): Promise<T>;
}

/** Creates a queue in which jobs run at once while the turn's slice lasts, and otherwise in order in later turns. */
export function createTimeSlices(): TimeSlices {
  const waiting: (() => void)[] = [];
  let spent = 0;
  let turning = false;

  function timed(job: () => void): void {
    const start = performance.now();
    job();
    spent += performance.now() - start;
    if (!turning) {
      turning = true;
      setImmediate(turn);
    }
  }

  function turn(): void {
    spent = 0;
    turning = false;
    const done = waiting.findIndex((job) => {
      job();
      return spent >= SLICE;
    });
    waiting.splice(0, done < 0 ? waiting.length : done + 1);
  }

  return {
    run(job) {
      return new Promise((resolve, reject) => {
        const settle = () =>
          timed(() => {
            try {
              resolve(job());
            } catch (error) {
              reject(error instanceof Error ? error : new Error(String(error)));
            }
          });
        if (waiting.length === 0 && spent < SLICE) settle();
        else waiting.push(settle);
      });
    },
  };
}

/** Visits every item in order, giving other events their turn whenever a slice is used up. */
export async function inSlices<T>(items: Iterable<T>, visit: (item: T) => void): Promise<void> {
  let start = performance.now();
  for (const item of items) {
    visit(item);
    if (performance.now() - start < SLICE) continue;
    await new Promise((resolve) => setImmediate(resolve));
    start = performance.now();
  }
}
