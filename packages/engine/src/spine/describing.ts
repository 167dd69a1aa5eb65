import type { ChannelAccount, ChannelCheck, Inbox } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import { withoutSecrets } from "./health.ts";
import type { ChannelType, Connection } from "./port.ts";
import { windowOf } from "./windows.ts";

export interface DescribingParts {
  types: readonly ChannelType[];
  dialog: Pick<Dialog, "channelHealth">;
  addressOf: (inboxId: string) => string | undefined;
  connected: { has: (inboxId: string) => boolean };
  /** Why accounts are not connected. */
  problems: () => ReadonlyMap<string, string>;
  /** The account of an inbox as it is set up now, if it is connected. */
  refreshed: (inboxId: string) => Promise<Connection | undefined>;
  /** The secrets of an account: no word of them is told. */
  secretsOf: (inboxId: string) => Readonly<Record<string, string>>;
}

/** Milliseconds that a platform has to say whether an account works. */
const CHECK = 15_000;

/** Says to who sets accounts up what they are asked for, and how they do. */
export function describeAccounts(parts: DescribingParts) {
  const { types, dialog, addressOf, connected, problems, refreshed, secretsOf } = parts;
  const hidden = (id: string, says: string) => withoutSecrets(says, secretsOf(id));

  return {
    /** How the account of an inbox is set up, and does; nothing where its channel is none of these. */
    async account({ id, channel, settings }: Inbox): Promise<ChannelAccount | undefined> {
      const type = types.find((one) => one.type === channel);
      if (!type) return undefined;
      const window = windowOf(type.window, settings);
      const [address, problem] = [addressOf(id), problems().get(id)];
      return {
        ...(await dialog.channelHealth({ inboxId: id })),
        connected: connected.has(id),
        ...(type.setup && { setup: type.setup }),
        ...(address !== undefined && { address }),
        ...(window && { window }),
        ...(problem !== undefined && { problem: hidden(id, problem) }),
      };
    },

    /** Tries whether the account of an inbox works, as it is set up now. */
    async check({ id }: Inbox): Promise<ChannelCheck> {
      const connection = await refreshed(id);
      if (!connection) return { ok: false, says: hidden(id, problems().get(id) ?? "") };
      try {
        const { ok, says } = (await connection.check?.(AbortSignal.timeout(CHECK))) ?? { ok: true, says: "" };
        return { ok, says: hidden(id, says) };
      } catch (error) {
        return { ok: false, says: hidden(id, error instanceof Error ? error.message : String(error)) };
      }
    },
  };
}
