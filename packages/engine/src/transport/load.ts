import { ChatError } from "@parley/protocol";

/** Requests that a node works on at once; beyond that the store or the processor is behind, and waiting would not help. */
const MOST_AT_ONCE = 2_000;
/** Milliseconds after which a refused request may come again; spread, so that they do not come together. */
const AGAIN = 1_000;

/** Counts the requests that a node works on, so that it refuses what would be too much and can finish before it stops. */
export function createLoad(most = MOST_AT_ONCE) {
  let busy = 0;
  let stopping = false;
  let idle: (() => void) | undefined;

  function refusal(): ChatError | undefined {
    const retryAfter = AGAIN + Math.round(Math.random() * AGAIN);
    if (stopping) return new ChatError("unavailable", "This engine is about to stop.", { retryAfter });
    if (busy >= most) return new ChatError("overloaded", "There is too much to do. Try again shortly.", { retryAfter });
    return undefined;
  }

  return {
    /**
     * Counts a request that is about to be carried out, which ends with `end`. Returns what refuses it, in which case nothing is
     * counted. Not to be called earlier: what Socket.IO has taken in it may still drop, if the connection ends.
     */
    begin(): ChatError | undefined {
      const refused = refusal();
      if (!refused) busy++;
      return refused;
    },

    end(): void {
      busy--;
      if (busy === 0) idle?.();
    },

    /** Refuses what comes from now on. Resolves when all that was begun is answered, or after `milliseconds`. */
    async finish(milliseconds: number): Promise<void> {
      stopping = true;
      if (busy === 0) return;
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        idle = resolve;
        timer = setTimeout(resolve, milliseconds);
      });
      clearTimeout(timer);
    },

    /** Requests being worked on now. */
    get busy(): number {
      return busy;
    },
  };
}
export type Load = ReturnType<typeof createLoad>;
