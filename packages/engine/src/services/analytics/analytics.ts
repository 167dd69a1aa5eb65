import { ChatError } from "@parley/protocol";
import { implement } from "../../rpc/contract.ts";
import type { Doc, Store } from "../../store/store.ts";
import type { Dialog } from "../dialog/contract.ts";
import { analytics as contract, type Analytics } from "./contract.ts";
import { createFacts } from "./facts.ts";
import { createTally } from "./tally.ts";

export interface AnalyticsParts {
  store: Store;
  dialog: Dialog;
  now?: () => number;
  /** Hears of conversations that could not be counted; they are tried again. */
  onError?: (error: unknown) => void;
}

/** A conversation that moved on and is not counted up to `head` yet. Kept, so that a restart forgets none. */
interface Followed extends Doc {
  head: number;
}

/** Milliseconds in which what moved on is gathered. */
const GATHER = 1_000;
/** A year with those before and after it; more days than that nobody can see at once. */
const LONGEST_RANGE = 400 * 24 * 3_600_000;
/** Conversations counted at the same time. */
const AT_ONCE = 8;

/** The analytics service: counts conversations from their logs, each event once, and reports. */
export function createAnalytics({ store, dialog, now = Date.now, onError = () => {} }: AnalyticsParts) {
  const followed = store.collection<Followed>("followed");
  const facts = createFacts(store, dialog);
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  async function countOne({ _id }: Followed): Promise<void> {
    const counted = await facts.catchUp(_id).catch((cause: unknown) => {
      // A conversation that was erased has nothing to be counted.
      if (cause instanceof ChatError && cause.code === "notFound") return Number.MAX_SAFE_INTEGER;
      throw cause;
    });
    await followed.remove({ _id, head: { $lte: counted } });
  }

  async function countAll(): Promise<void> {
    const waiting = await followed.find({});
    const failures: unknown[] = [];
    const worker = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        await countOne(next).catch((cause: unknown) => failures.push(cause));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (failures.length > 0) throw failures[0];
  }

  /** Counts what was followed until now; one run after the other. */
  function catchUp(): Promise<void> {
    running = running.then(countAll, countAll);
    return running;
  }

  function schedule(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      catchUp().catch(onError);
    }, GATHER).unref();
  }
  // What an earlier process did not come to.
  schedule();

  const service: Analytics = implement(contract, {
    async follow({ heads }) {
      await Promise.all(
        heads.map(({ conversationId, seq }) =>
          followed.update({ _id: conversationId }, { $max: { head: seq } }, { upsert: true }),
        ),
      );
      schedule();
      return {};
    },

    async report(range) {
      const { from, to } = range;
      if (to <= from || to - from > LONGEST_RANGE) {
        throw new ChatError("invalid", "A report needs a beginning and a later end, at most 400 days apart.");
      }
      // One log that cannot be read must not take all reports away.
      await catchUp().catch(onError);
      const tally = createTally(range, now());
      for await (const episodes of facts.opened(range)) for (const episode of episodes) tally.add(episode);
      return tally.report();
    },
  });

  return {
    service,
    /** Finishes what is being counted. What is left is counted at the next start. */
    async close(): Promise<void> {
      clearTimeout(timer);
      await running.catch(() => {});
    },
  };
}
