import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Memory } from "../../spine/port.ts";
import { type Api, TelegramError } from "./api.ts";
import { createBatches, MOST, type Numbered, type BatchParts } from "./batches.ts";
import { ASKED } from "./update.ts";

/** Seconds that Telegram waits for something new before it answers. */
const PATIENCE = 5;
/** Milliseconds for which a node asks alone; another one takes over after that. */
const LEASE = 30_000;
/** Milliseconds until it is asked again after it did not answer, or something could not be taken. */
const AGAIN = 1_000;

export interface PollingParts extends BatchParts {
  api: Api;
  /** Of which bot the numbers of updates are: another bot's are others. */
  bot: string;
  memory: Memory;
}

/** Asks Telegram for updates, where it cannot call us: on one node at a time, and after a restart from where it was. */
export function startPolling({ api, bot, memory, onError, ...parts }: PollingParts) {
  const stopped = new AbortController();
  const me = randomUUID();
  const takeAll = createBatches({ onError, ...parts });
  const place = `offset/${bot}`;

  /** Whether this node is the one that asks. */
  async function mine(): Promise<boolean> {
    const holder = await memory.get("poller");
    if (holder && holder.value !== me) return false;
    return await memory.set("poller", me, holder?.version ?? 0, Date.now() + LEASE);
  }

  /** Takes what is new in. What was taken is noted when it is stored, so that it never comes to nothing; it may come twice. */
  async function round(): Promise<void> {
    const from = await memory.get(place);
    const offset = Number(from?.value ?? 0);
    const asked = { offset, limit: MOST, timeout: PATIENCE, allowed_updates: ASKED };
    const updates = await api.call<Numbered[]>("getUpdates", asked, stopped.signal);
    const { next, problem } = await takeAll(updates);
    if (next !== undefined && next !== offset) await memory.set(place, String(next), from?.version ?? 0);
    if (problem !== undefined) throw problem;
  }

  async function poll(): Promise<void> {
    let before = "";
    while (!stopped.signal.aborted) {
      try {
        if (await mine()) await round();
        else await rest(AGAIN);
        before = "";
      } catch (error) {
        if (stopped.signal.aborted) return;
        const said = error instanceof Error ? error.message : String(error);
        if (said !== before) onError(error);
        before = said;
        await rest(error instanceof TelegramError ? (error.retryAfter ?? 1) * 1_000 : AGAIN);
      }
    }
  }
  const rest = (milliseconds: number) =>
    wait(milliseconds, undefined, { ref: false, signal: stopped.signal }).catch(() => {});

  const over = poll();
  return {
    /** Another node may ask at once. */
    async stop(): Promise<void> {
      stopped.abort();
      await over;
      const holder = await memory.get("poller");
      if (holder?.value === me) await memory.set("poller", me, holder.version, Date.now());
    },
  };
}
