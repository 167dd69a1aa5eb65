import { setTimeout as wait } from "node:timers/promises";
import type { ChannelKit } from "../../spine/port.ts";
import type { Calls } from "../wechat/calls.ts";
import type { Item } from "./decode.ts";
import { createTaking, type TakingParts } from "./taking.ts";

export type PullingParts = Pick<ChannelKit, "memory"> & TakingParts & { calls: Pick<Calls, "post"> };

interface Batch {
  errcode?: number;
  errmsg?: string;
  next_cursor?: string;
  has_more?: number;
  msg_list?: Item[];
}

const KNOWN = "accounts";
const AT_ONCE = 1_000;
/** Milliseconds until what could not be had or stored is tried again: the first time, and at most. */
const FIRST = 1_000;
const LONGEST = 60_000;

/**
 * Gets what people wrote, when the platform says that there is something. How far it got is remembered for all nodes, after what was
 * got is durable: a crash in between gets it again, and what comes again is no new message.
 */
export function startPulling({ memory, calls, ...parts }: PullingParts) {
  const { onError } = parts;
  const take = createTaking(parts);
  const stopping = new AbortController();
  const { signal } = stopping;
  const pulling = new Map<string, { over: Promise<void>; again?: string | true }>();

  /** Gets and stores one batch, and remembers it. Resolves to whether there is more. */
  async function step(kf: string, token: string | undefined): Promise<boolean> {
    const key = `cursor/${kf}`;
    const before = await memory.get(key);
    const { value: cursor = "", version = 0 } = before ?? {};
    const asked = { cursor, limit: AT_ONCE, open_kfid: kf, ...(token && { token }) };
    const batch: Batch = await calls.post("kf/sync_msg", asked, signal);
    const { errcode = 0, errmsg = "", msg_list = [], next_cursor, has_more } = batch;
    if (errcode !== 0) throw new Error(`${errmsg} (${errcode})`);
    await takeAll(msg_list);
    // Where another node was first, that one has stored the same.
    if (next_cursor) await memory.set(key, next_cursor, version);
    return has_more === 1;
  }

  async function takeAll(items: readonly Item[]): Promise<void> {
    // What one person may not write now holds up nobody else.
    let through = true;
    for (const item of items) through = (await take(item, signal)) && through;
    if (!through) throw new Error("Some of what people wrote could not be stored yet.");
  }

  async function pull(kf: string, given: string | undefined): Promise<void> {
    for (let token = given, pause = FIRST; !signal.aborted;) {
      try {
        // Whether there is more does not follow from how much there was.
        if (!(await step(kf, token))) return;
        pause = FIRST;
      } catch (error) {
        if (signal.aborted) return;
        onError(error);
        await wait(pause, undefined, { signal, ref: false }).catch(() => {});
        pause = Math.min(2 * pause, LONGEST);
        // The token may be what is wrong, and holds for ten minutes: it is not used again. A newer one may have come.
        token = newerFor(kf);
      }
    }
  }

  /** The token that came while an account is pulled, once. What it told of is pulled with it. */
  function newerFor(kf: string): string | undefined {
    const current = pulling.get(kf);
    if (typeof current?.again !== "string") return undefined;
    const { again } = current;
    delete current.again;
    return again;
  }

  /** There is something for an account; with the token that came with that news, it may be got more often. */
  function poke(kf: string, token?: string): void {
    const current = pulling.get(kf);
    if (current) {
      current.again = token ?? true;
      return;
    }
    if (signal.aborted) return;
    const over = pull(kf, token).then(() => {
      const { again } = pulling.get(kf) ?? {};
      pulling.delete(kf);
      if (again) poke(kf, again === true ? undefined : again);
    });
    pulling.set(kf, { over });
  }

  /** Which service accounts there are: what they missed while nobody was there is asked for when somebody is again. */
  async function remembered(): Promise<string[]> {
    return JSON.parse((await memory.get(KNOWN))?.value ?? "[]") as string[];
  }
  async function remember(kf: string): Promise<void> {
    const known = await remembered();
    if (known.includes(kf)) return;
    await memory.set(KNOWN, JSON.stringify([...known, kf]), (await memory.get(KNOWN))?.version ?? 0);
  }
  void remembered().then((known) => known.forEach((kf) => poke(kf)), onError);

  return {
    poke(kf: string, token?: string): void {
      poke(kf, token);
      void remember(kf).catch(onError);
    },
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all([...pulling.values()].map(({ over }) => over));
    },
  };
}
