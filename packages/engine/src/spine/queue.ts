import type { Conversation, QueuePlace } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { Dialog } from "../services/dialog/contract.ts";

/** Who waits is told his place whenever it may have changed; beyond this many, the first ones. */
export const TOLD = 200;

export interface QueueParts {
  dialog: Dialog;
  channels: ReadonlyMap<string, Channel>;
  /** How many agents are there and available, on all nodes. */
  agentsOnline: () => Promise<number>;
  /** Those of some conversations whose visitors are there. */
  there: (conversationIds: string[]) => Promise<ReadonlySet<string>>;
}

/** The places of those who wait for an agent and are there; who has left keeps theirs until they are back, and is not counted. */
export function createQueue({ dialog, channels, agentsOnline, there }: QueueParts) {
  const waitingIds = async () => (await dialog.queue({})).map(({ conversationId }) => conversationId);

  return {
    /** The place of a conversation, if it waits; 1 is next. */
    async placeOf({ id, state }: Conversation): Promise<QueuePlace | undefined> {
      if (state.status !== "queued") return undefined;
      const waiting = await waitingIds();
      const index = waiting.indexOf(id);
      const before = index < 0 ? waiting : waiting.slice(0, index);
      const [present, online] = await Promise.all([there(before), agentsOnline()]);
      return { position: present.size + 1, agentsOnline: online };
    },

    length: async () => (await waitingIds()).length,

    /** How many of those who wait have left. */
    async absent(): Promise<number> {
      const waiting = await waitingIds();
      return waiting.length === 0 ? 0 : waiting.length - (await there(waiting)).size;
    },

    /** Tells those who wait their places; only if one of these waits, where some are named. */
    async announce(because?: readonly string[]): Promise<void> {
      const waiting = await waitingIds();
      if (waiting.length === 0 || (because && !waiting.some((id) => because.includes(id)))) return;
      const [present, online] = await Promise.all([there(waiting), agentsOnline()]);
      const line = waiting.filter((id) => present.has(id));
      for (const [index, conversationId] of line.slice(0, TOLD).entries()) {
        for (const channel of channels.values()) {
          channel.queued?.(conversationId, { position: index + 1, agentsOnline: online });
        }
      }
    },
  };
}
