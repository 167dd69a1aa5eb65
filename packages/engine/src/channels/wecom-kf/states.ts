import { createHash } from "node:crypto";
import type { ChannelKit } from "../../spine/port.ts";
import type { Answer, Calls } from "../wechat/calls.ts";
import { whoIs } from "./who.ts";

/** Milliseconds for which a chat stays in its state: the platform's own 48 hours are longer. */
const HOLDS = 12 * 3_600_000;
/** Milliseconds that the platform has to say it: nobody waits for it. */
const PATIENCE = 10_000;
/** Nobody has the chat; a machine has it, as which all that we say comes. */
const [NOBODY, MACHINE] = [0, 1];

type Parts = Pick<ChannelKit, "memory" | "onError"> & { calls: Pick<Calls, "post">; now: () => number };

/**
 * Keeps chats with the smart assistant, as which bot and agents speak here: one that nobody has is given to it, so that the platform gives it to none of the
 * company's people. A chat that one of them has stays theirs.
 */
export function createStates({ memory, onError, calls, now }: Parts) {
  const stopping = new AbortController();
  const asking = new Set<Promise<void>>();

  async function keep(name: string): Promise<void> {
    const key = `state/${createHash("sha256").update(name).digest("base64url")}`;
    if (await memory.get(key)) return;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE)]);
    const { kf: open_kfid, user: external_userid } = whoIs(name);
    const chat = { open_kfid, external_userid };
    const { service_state } = (await calls.post("kf/service_state/get", chat, signal)) as Answer & {
      service_state?: number;
    };
    if (service_state === NOBODY)
      await calls.post("kf/service_state/trans", { ...chat, service_state: MACHINE }, signal);
    // What went wrong is tried again when they write next.
    await memory.set(key, "kept", 0, now() + HOLDS);
  }

  return {
    /** Hears that somebody has written. */
    wrote(name: string): void {
      const over: Promise<void> = keep(name)
        .catch((error: unknown) => void (stopping.signal.aborted || onError(error)))
        .then(() => void asking.delete(over));
      asking.add(over);
    },
    async stop(): Promise<void> {
      stopping.abort();
      await Promise.all(asking);
    },
  };
}
