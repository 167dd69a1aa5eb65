import { createHash } from "node:crypto";
import type { ChannelKit } from "../../spine/port.ts";

/** What a message is answered with, as all nodes remember it; without a reply: what is said comes another way. */
interface Kept<R> {
  reply?: R;
  /** Another node has taken it, as the platform asked there again. */
  taken?: true;
}

/** Milliseconds for which it is kept: a platform asks again for a quarter of a minute. */
const KEPT = 60_000;

export type HandoverParts = Pick<ChannelKit, "memory" | "onError"> & { now: () => number };

/**
 * Replies as all nodes know them, so that whichever is asked again answers the same. A reply is kept before it is given, sealed, for
 * a minute, and is taken out as soon as it comes another way. Where nothing can be remembered, each node goes by what it knows itself.
 */
export function createHandover<R>({ memory, now, onError }: HandoverParts) {
  const keyOf = (id: string) => `reply/${createHash("sha256").update(id).digest("base64url")}`;
  const put = (id: string, kept: Kept<R>, version: number) =>
    memory.set(keyOf(id), JSON.stringify(kept), version, now() + KEPT);

  async function found(id: string): Promise<{ kept: Kept<R>; version: number } | undefined> {
    const one = await memory.get(keyOf(id));
    return one && { kept: JSON.parse(one.value) as Kept<R>, version: one.version };
  }

  async function take(id: string): Promise<R | null | undefined> {
    for (;;) {
      const one = await found(id);
      if (!one) return undefined;
      const { kept, version } = one;
      if (kept.reply === undefined) return null;
      // Who has kept it must know before that, as it would send it another way.
      if (kept.taken || (await put(id, { ...kept, taken: true }, version))) return kept.reply;
    }
  }

  async function withdraw(id: string): Promise<boolean> {
    const one = await found(id);
    return !one || (!one.kept.taken && (await put(id, {}, one.version)));
  }

  const orNothing = <T>(asked: Promise<T>): Promise<T | undefined> =>
    asked.catch((error: unknown) => {
      onError(error);
      return undefined;
    });

  return {
    /** Keeps the reply to a message. Resolves to whether it may be given: not where the message is answered already. */
    keep: (id: string, reply: R) => orNothing(put(id, { reply }, 0)),

    /** Takes the reply that another node has kept; `null`: it comes another way; nothing where no node knows of one. */
    take: (id: string) => orNothing(take(id)),

    /** Takes a reply out again that did not arrive. Resolves to whether it has to come another way: not where another node took it. */
    withdraw: (id: string) => orNothing(withdraw(id)),
  };
}
export type Handover<R> = ReturnType<typeof createHandover<R>>;
