import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Memory } from "../../spine/port.ts";

/** What is remembered of the token, the same for all nodes. Times are milliseconds since 1970. */
interface Held {
  token?: string;
  /** When it is renewed. */
  until?: number;
  /** When it is good for nothing any more. */
  ends?: number;
  /** The turn of whoever is renewing it. */
  renewing?: string;
}

export interface TokenParts {
  /** Whose it is. */
  account: string;
  memory: Memory;
  now: () => number;
  /** Asks the platform for a token: the one that holds, or a new one though that may be still good. */
  ask: (isNew: boolean, signal: AbortSignal) => Promise<{ token: string; seconds: number }>;
}

interface How {
  refused: string | undefined;
  signal: AbortSignal;
}

/** Milliseconds that a node has to renew it, before another one does: it asks twice, ten seconds each at most. */
const TURN = 25_000;
/** Milliseconds between two looks whether it is renewed. */
const LOOK = 150;
/** The share of its time after which a token is renewed. */
const USED = 0.8;
/** Milliseconds for which a token that could not be renewed is used on. */
const USED_ON = 30_000;
/** Milliseconds for which is not asked again, where there is no token. */
const PAUSE = 2_000;

/** The account's token. All nodes have the same one, and one of them renews it: a new one ends those before. */
export function createTokens({ account, memory, now, ask }: TokenParts) {
  const key = `token/${account}`;
  /** The turn of another node, and since when this one sees it. Each counts for itself: clocks may differ by hours. */
  let watched = { turn: "", since: 0 };
  let failed: { error: unknown; at: number } | undefined;

  async function remembered(): Promise<{ held: Held; version: number }> {
    const { value = "{}", version = 0 } = (await memory.get(key)) ?? {};
    return { held: JSON.parse(value) as Held, version };
  }

  async function renew({ refused, signal }: How): Promise<Held & { token: string }> {
    let { token, seconds } = await ask(false, signal);
    if (token === refused) ({ token, seconds } = await ask(true, signal));
    return { token, until: now() + seconds * 1_000 * USED, ends: now() + seconds * 1_000 };
  }

  function isTaken({ renewing }: Held): boolean {
    if (renewing === undefined) return false;
    if (watched.turn !== renewing) watched = { turn: renewing, since: now() };
    return now() - watched.since < TURN;
  }

  const isGood = ({ token, until = 0 }: Held, refused?: string) => token !== refused && until > now();

  /** What is used where there is no new one: the one before, for as long as it is good. */
  const leftOf = ({ token, ends = 0 }: Held, refused?: string): Held =>
    token !== undefined && token !== refused && ends > now()
      ? { token, ends, until: Math.min(ends, now() + USED_ON) }
      : {};

  /** Renews it, if nobody else has taken the turn. */
  async function taking(seen: Held, version: number, how: How): Promise<string | undefined> {
    const turn = randomUUID();
    if (!(await memory.set(key, JSON.stringify({ ...seen, renewing: turn }), version))) return undefined;
    const put = async (held: Held) => {
      const current = await remembered();
      // Whoever has taken the turn since then, as this one took too long, has the token that holds.
      if (current.held.renewing === turn) await memory.set(key, JSON.stringify(held), current.version);
    };
    try {
      const renewed = await renew(how);
      failed = undefined;
      await put(renewed);
      return renewed.token;
    } catch (error) {
      const left = leftOf(seen, how.refused);
      await put(left);
      if (left.token !== undefined) return left.token;
      if (!how.signal.aborted) failed = { error, at: now() };
      throw error;
    }
  }

  /** The token that holds. Resolves to another one than `refused`, which the platform did not take. */
  return async function token(signal: AbortSignal, refused?: string): Promise<string> {
    for (;;) {
      signal.throwIfAborted();
      const { held, version } = await remembered();
      if (held.token !== undefined && isGood(held, refused)) return held.token;
      if (isTaken(held)) await wait(LOOK, undefined, { signal });
      else if (failed && now() - failed.at < PAUSE) throw failed.error;
      else {
        const taken = await taking(held, version, { signal, refused });
        if (taken !== undefined) return taken;
      }
    }
  };
}
