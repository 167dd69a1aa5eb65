import { setTimeout as wait } from "node:timers/promises";
import type { Memory } from "../../spine/port.ts";

/** What is remembered of the token, the same for all nodes. */
interface Held {
  token?: string;
  /** When it is renewed, in milliseconds since 1970. */
  until?: number;
  /** Until when whoever is renewing it has the turn. */
  renewing?: number;
}

export interface TokenParts {
  /** Whose it is. */
  account: string;
  memory: Memory;
  now: () => number;
  /** Asks the platform for a token: the one that holds, or a new one though that may be still good. */
  ask: (isNew: boolean, signal: AbortSignal) => Promise<{ token: string; seconds: number }>;
}

/** Milliseconds that a node has to renew it, before another one does. */
const TURN = 12_000;
/** Milliseconds between two looks whether it is renewed. */
const LOOK = 150;
/** The share of its time after which a token is renewed. */
const USED = 0.8;

/** The account's token. All nodes have the same one, and one of them renews it: a new one ends those before. */
export function createTokens({ account, memory, now, ask }: TokenParts) {
  const key = `token/${account}`;

  async function renew(refused: string | undefined, signal: AbortSignal) {
    let { token, seconds } = await ask(false, signal);
    if (token === refused) ({ token, seconds } = await ask(true, signal));
    return { token, until: now() + seconds * 1_000 * USED };
  }

  async function put(held: Held): Promise<void> {
    const before = await memory.get(key);
    await memory.set(key, JSON.stringify(held), before?.version ?? 0);
  }

  /** Whether it is another one's turn. A turn that ends later than any can is of a clock that is wrong. */
  function isTaken({ renewing = 0 }: Held): boolean {
    const left = renewing - now();
    return left > 0 && left <= TURN;
  }

  const isGood = ({ token, until = 0 }: Held, refused?: string) => token !== refused && until > now();

  /** Renews it, if nobody else has taken the turn. */
  async function taking(seen: Held, version: number, how: { refused?: string; signal: AbortSignal }) {
    if (!(await memory.set(key, JSON.stringify({ ...seen, renewing: now() + TURN }), version))) return undefined;
    try {
      const renewed = await renew(how.refused, how.signal);
      await put(renewed);
      return renewed.token;
    } catch (error) {
      await put({});
      throw error;
    }
  }

  /** The token that holds. Resolves to another one than `refused`, which the platform did not take. */
  return async function token(signal: AbortSignal, refused?: string): Promise<string> {
    for (;;) {
      signal.throwIfAborted();
      const before = await memory.get(key);
      const held = before ? (JSON.parse(before.value) as Held) : {};
      if (held.token && isGood(held, refused)) return held.token;
      if (isTaken(held)) await wait(LOOK, undefined, { signal });
      else {
        const taken = await taking(held, before?.version ?? 0, { signal, ...(refused && { refused }) });
        if (taken) return taken;
      }
    }
  };
}
