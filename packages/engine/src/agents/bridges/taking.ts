import { setTimeout as wait } from "node:timers/promises";
import type { BridgeThread, Dialog, ThreadChange } from "../../services/dialog/contract.ts";

/** Milliseconds that whoever posts a message has for it and for noting what came of it. */
const LEASE = 30_000;
/** Milliseconds between the first attempts; each wait is twice the one before, up to the longest. */
const RETRY = { first: 1_000, longest: 300_000 };
/** Milliseconds between tries to note what came of a message, as long as nobody else takes it. */
const NOTE_AGAIN = [500, 1_000, 2_000, 4_000];
/** Milliseconds by which a look comes later than it may. */
const MARGIN = 20;
/** Threads of which is remembered since when they are as they are. */
const REMEMBERED = 20_000;

export interface TakingParts {
  dialog: Pick<Dialog, "bridgeThread" | "changeBridgeThread">;
  onError: (error: unknown) => void;
}

/** Says who may post in a thread now: one node, and each for a while. Clocks of nodes may differ, so that each counts for itself. */
export function createTaking({ dialog, onError }: TakingParts) {
  const unchanged = new Map<string, { as: string; since: number }>();

  /** Milliseconds for which this node has seen that the same is tried. */
  function rested({ bridgeId, conversationId, trying = "", attempts, pause }: BridgeThread): number {
    const key = JSON.stringify([bridgeId, conversationId]);
    const as = `${trying} ${attempts} ${pause}`;
    const known = unchanged.get(key);
    if (known?.as === as) return performance.now() - known.since;
    if (unchanged.size > REMEMBERED) unchanged.clear();
    unchanged.set(key, { as, since: performance.now() });
    return 0;
  }

  /** Changes a thread unless somebody was first. */
  async function change(
    { bridgeId, conversationId, version }: BridgeThread,
    changed: ThreadChange,
    heard?: number,
  ): Promise<BridgeThread | undefined> {
    const asked = { bridgeId, conversationId, seen: version, change: changed };
    return (await dialog.changeBridgeThread({ ...asked, ...(heard !== undefined && { heard }) })).thread;
  }

  /** Notes something of what this node has taken, also where others changed something else meanwhile. */
  async function note(taken: BridgeThread, changed: ThreadChange): Promise<void> {
    let seen: BridgeThread | undefined = taken;
    while (seen?.trying === taken.trying && seen?.attempts === taken.attempts) {
      if (await change(seen, changed)) return;
      const { bridgeId, conversationId } = taken;
      seen = (await dialog.bridgeThread({ bridgeId, conversationId })).thread;
    }
  }

  /** What is not noted is looked for at the house once more: a store that is away for a moment should cost no more than that. */
  async function noteSurely(taken: BridgeThread, changed: ThreadChange): Promise<void> {
    for (const pause of NOTE_AGAIN) {
      const noted = await note(taken, changed).then(
        () => true,
        (error: unknown) => (onError(error), false),
      );
      if (noted) return;
      await wait(pause);
    }
    await note(taken, changed);
  }

  return {
    change,
    /** Whether somebody else posts in it, or it is too early to try again. */
    isTaken: (thread: BridgeThread) => thread.trying !== undefined && rested(thread) < thread.pause,
    /** Takes the posting of a message; nothing where somebody was first. */
    take(thread: BridgeThread, key: string): Promise<BridgeThread | undefined> {
      const attempts = thread.trying === key ? thread.attempts + 1 : 1;
      return change(thread, { trying: key, attempts, pause: LEASE });
    },
    done: (taken: BridgeThread, changed: ThreadChange) =>
      noteSurely(taken, { ...changed, attempts: 0, pause: 0, undone: ["trying"] }),
    /** Notes that it is to be tried again; resolves to the milliseconds until then. */
    async again(taken: BridgeThread, after: number | undefined): Promise<number> {
      const usual = Math.min(RETRY.first * 2 ** (taken.attempts - 1), RETRY.longest);
      const pause = Math.max(after ?? usual, 1);
      await noteSurely(taken, { pause });
      // From now on it is counted.
      rested({ ...taken, pause });
      return pause + MARGIN;
    },
  };
}
export type Taking = ReturnType<typeof createTaking>;
