import { ChatError } from "@parley/protocol";
import type { Followed } from "./followed.ts";
import type { Lively } from "./lively.ts";

/** Milliseconds in which what is counted is gathered before it is stored, and what each conversation of the last time adds. */
const GATHER = { least: 1_000, each: 15 };
/** Conversations counted at the same time. */
const AT_ONCE = 8;

export interface SettlingParts {
  followed: Followed;
  lively: Lively;
  /** Hears of conversations that could not be counted; they are tried again. */
  onError: (error: unknown) => void;
}

/** Stores what was counted, some time after it was: all that was followed in between, at once. */
export function createSettling({ followed, lively, onError }: SettlingParts) {
  /** Conversations that were followed here and are not stored as they stood at that number. */
  let due = new Map<string, number>();
  /** Those of them that are noted in the store, or are being. */
  let noted = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let settled = 0;
  let closed = false;

  async function settleOne(conversationId: string, head: number): Promise<void> {
    const counted = await lively.settle(conversationId, head).catch((cause: unknown) => {
      // A conversation that was erased has nothing to be counted.
      if (cause instanceof ChatError && cause.code === "notFound") return Number.MAX_SAFE_INTEGER;
      throw cause;
    });
    await followed.counted(conversationId, counted);
  }

  /** Stores what was followed until now, here or, if `everywhere`, on any node. */
  async function settle(everywhere: boolean): Promise<void> {
    const elsewhere = everywhere ? await followed.elsewhere() : new Set<string>();
    const here = due;
    due = new Map();
    noted = new Set();
    const waiting = [...new Set([...here.keys(), ...elsewhere])];
    settled = waiting.length;
    const failures: unknown[] = [];
    const worker = async () => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const head = here.get(id) ?? 0;
        // What others follow may have moved on further than anything here knows: only the log says.
        await settleOne(id, elsewhere.has(id) ? Infinity : head).catch((cause: unknown) => {
          failures.push(cause);
          due.set(id, Math.max(head, due.get(id) ?? 0));
        });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    lively.keep(new Set([...here.keys(), ...due.keys()]));
    if (failures.length > 0) throw failures[0];
  }

  /** One run after the other. */
  function catchUp(everywhere: boolean): Promise<void> {
    const run = () => settle(everywhere);
    running = running.then(run, run);
    return running;
  }

  function schedule(everywhere = false): void {
    if (closed) return;
    timer ??= setTimeout(
      () => {
        timer = undefined;
        catchUp(everywhere).catch(onError);
      },
      Math.max(GATHER.least, settled * GATHER.each),
    ).unref();
  }
  // What an earlier process did not come to.
  schedule(true);

  /** The first of a time is noted in the store: what only memory knows would be lost with the process. */
  async function follow(conversationId: string, seq: number): Promise<void> {
    due.set(conversationId, Math.max(seq, due.get(conversationId) ?? 0));
    if (noted.has(conversationId)) return;
    const mine = noted.add(conversationId);
    try {
      await followed.note(conversationId, seq);
    } catch (cause) {
      mine.delete(conversationId);
      throw cause;
    }
  }

  return {
    schedule,
    catchUp,
    follow,
    /** Counts what was followed here. What cannot be counted now is counted at the next start. */
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await catchUp(false).catch(onError);
    },
  };
}
