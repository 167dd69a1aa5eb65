import { ChatError } from "@parley/protocol";
import { implement } from "../../rpc/contract.ts";
import type { Store } from "../../store/store.ts";
import type { Dialog } from "../dialog/contract.ts";
import { analytics as contract, type Analytics } from "./contract.ts";
import { createFacts } from "./facts.ts";
import { createFollowed } from "./followed.ts";
import { createLively } from "./lively.ts";
import { createTally } from "./tally.ts";

export interface AnalyticsParts {
  store: Store;
  dialog: Dialog;
  now?: () => number;
  /** Hears of conversations that could not be counted; they are tried again. */
  onError?: (error: unknown) => void;
}

/** Milliseconds in which what is counted is gathered before it is stored, and what each conversation of the last time adds. */
const GATHER = { least: 1_000, each: 15 };
/** A year with those before and after it; more days than that nobody can see at once. */
const LONGEST_RANGE = 400 * 24 * 3_600_000;
/** Conversations counted at the same time. */
const AT_ONCE = 8;

/** The analytics service: counts conversations from their logs, each event once, and reports. */
export function createAnalytics({ store, dialog, now = Date.now, onError = () => {} }: AnalyticsParts) {
  const followed = createFollowed(store, now);
  const facts = createFacts(store, dialog);
  const lively = createLively(facts);
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

  const service: Analytics = implement(contract, {
    async follow({ heads }) {
      schedule();
      // Counted without waiting for the note, or else what comes next would overtake it and leave a gap.
      const each = heads.map(async ({ conversationId, seq, events = [] }) => {
        await Promise.all([follow(conversationId, seq), lively.count(conversationId, events)]);
      });
      await Promise.all(each);
      return {};
    },

    async erase({ conversationIds }) {
      lively.drop(conversationIds);
      await facts.erase(conversationIds);
      await store.scrub();
      return {};
    },

    async report(range) {
      const { from, to } = range;
      if (to <= from || to - from > LONGEST_RANGE) {
        throw new ChatError("invalid", "A report needs a beginning and a later end, at most 400 days apart.");
      }
      // One log that cannot be read must not take all reports away.
      await catchUp(true).catch(onError);
      const tally = createTally(range, now());
      for await (const episodes of facts.opened(range)) for (const episode of episodes) tally.add(episode);
      return tally.report();
    },
  });

  return {
    service,
    /** Counts what was followed here. What cannot be counted now is counted at the next start. */
    async close(): Promise<void> {
      closed = true;
      clearTimeout(timer);
      await catchUp(false).catch(onError);
    },
  };
}
