import { createHash } from "node:crypto";
import type { ChannelKit, Incoming } from "../../spine/port.ts";
import type { Api } from "./api.ts";
import type { Answer } from "./calls.ts";

/** Milliseconds after which it is asked again. */
const DAY = 24 * 3_600_000;
/** Milliseconds that the platform has to say it: nobody waits for it. */
const PATIENCE = 10_000;

export type UnionParts = Pick<ChannelKit, "memory" | "proves" | "onError"> & {
  api: Pick<Api, "get">;
  now: () => number;
};

/**
 * Asks WeChat what it calls people over all accounts that a company has on its open platform (`unionid`): once a day for each who writes, on
 * whatever node, and beside the path of what they write.
 */
export function createUnion({ memory, proves, onError, api, now }: UnionParts) {
  const stopping = new AbortController();
  const asking = new Set<Promise<void>>();

  async function ask(openid: string): Promise<void> {
    // The memory is not looked through when somebody is erased.
    const key = createHash("sha256").update(openid).digest("base64url");
    if (!(await memory.set(`union/${key}`, "asked", 0, now() + DAY))) return;
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(PATIENCE)]);
    const { unionid } = await api.get<Answer & { unionid?: string }>("user/info", { openid }, signal);
    if (unionid) await proves(openid, [{ kind: "unionid", value: unionid }]);
  }

  return {
    /** Hears that somebody has written. */
    wrote({ from }: Pick<Incoming, "from">): void {
      const over: Promise<void> = ask(from.id)
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
