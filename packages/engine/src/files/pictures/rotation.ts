export interface RotationOptions {
  /** What is worked on at once; one of each source at most. */
  atOnce?: number;
  /** What may wait, all together and of one source. */
  mostWaiting?: number;
  mostOfSource?: number;
  /** What is said where too many wait, and once nothing is begun any more. */
  tooMany: () => Error;
  stopped: () => Error;
}

interface Waiting {
  start: () => void;
  refuse: (cause: Error) => void;
}

/** Turns for work that takes long, in rotation by whom it is for: whoever comes with much waits for themselves, not all others for them. */
export function createRotation({ atOnce = 3, mostWaiting = 100, mostOfSource = 5, tooMany, stopped }: RotationOptions) {
  /** Whose turn it is next stands first. */
  const waiting = new Map<string, Waiting[]>();
  const working = new Set<string>();
  let stopping = false;

  function startNext(): void {
    while (working.size < atOnce) {
      const next = [...waiting].find(([source]) => !working.has(source));
      if (!next) return;
      const [source, [first, ...others]] = next;
      waiting.delete(source);
      if (others.length > 0) waiting.set(source, others);
      working.add(source);
      first?.start();
    }
  }

  async function turnOf(source: string): Promise<void> {
    if (stopping) throw stopped();
    const theirs = waiting.get(source) ?? [];
    const all = [...waiting.values()].reduce((sum, { length }) => sum + length, 0);
    if (theirs.length >= mostOfSource || all >= mostWaiting) throw tooMany();
    await new Promise<void>((start, refuse) => {
      waiting.set(source, [...theirs, { start, refuse }]);
      startNext();
    });
  }

  return {
    async take<T>(source: string, work: () => Promise<T>): Promise<T> {
      await turnOf(source);
      try {
        return await work();
      } finally {
        working.delete(source);
        startNext();
      }
    },
    /** Refuses what waits, and what comes; what was begun goes on. */
    stop(): void {
      stopping = true;
      for (const { refuse } of [...waiting.values()].flat()) refuse(stopped());
      waiting.clear();
    },
  };
}
