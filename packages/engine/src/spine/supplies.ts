import type { Dialog } from "../services/dialog/contract.ts";
import { createGuard } from "./guard/guarded-fetch.ts";
import type { ChannelKit, Memory } from "./port.ts";

export interface SupplyParts {
  dialog: Pick<Dialog, "recall" | "remember">;
  /** Hosts that may be called though their addresses are not public. */
  allowed: readonly string[];
  /** Where platforms call, with the engine's public address, if it was told; ends without a slash. */
  address?: string | undefined;
}

type Given = Pick<ChannelKit, "address" | "memory" | "fetch" | "reach">;

/** What channels get beside the path of messages: a memory, and the way out of the house. */
export function createSupplies({ dialog, allowed, address }: SupplyParts) {
  const guard = createGuard({ allowed });

  const memoryOf = (inboxId: string): Memory => ({
    async get(key) {
      const { value, version } = await dialog.recall({ inboxId, key });
      return value === undefined || version === undefined ? undefined : { value, version };
    },
    async set(key, value, seen, until) {
      return (await dialog.remember({ inboxId, key, value, seen, until })).set;
    },
  });

  return {
    of: (id: string): Given => ({
      ...(address !== undefined && { address: `${address}/${encodeURIComponent(id)}/` }),
      memory: memoryOf(id),
      fetch: guard.fetch,
      reach: guard.reach,
    }),
    stop: () => guard.stop(),
  };
}
