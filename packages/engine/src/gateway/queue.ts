import type { Conversation, QueuePlace } from "@parley/protocol";
import type { Channel } from "../channels/channel.ts";
import type { Dialog } from "../services/dialog/contract.ts";

/** Who waits is told his place whenever it may have changed; beyond this many, the first ones. */
export const TOLD = 200;

export interface QueueParts {
  dialog: Dialog;
  channels: ReadonlyMap<string, Channel>;
  /** How many agents are there and available, on all nodes. */
  agentsOnline: () => Promise<number>;
}

/** The places of those who wait for an agent. */
export function createQueue({ dialog, channels, agentsOnline }: QueueParts) {
  return {
    /** The place of a conversation, if it waits; 1 is next. */
    async placeOf({ id, state }: Conversation): Promise<QueuePlace | undefined> {
      if (state.status !== "queued") return undefined;
      const waiting = await dialog.queue({});
      const index = waiting.findIndex(({ conversationId }) => conversationId === id);
      return { position: index < 0 ? waiting.length + 1 : index + 1, agentsOnline: await agentsOnline() };
    },

    /** Tells those who wait their places. */
    async announce(): Promise<void> {
      const waiting = await dialog.queue({});
      if (waiting.length === 0) return;
      const online = await agentsOnline();
      for (const [index, { conversationId }] of waiting.slice(0, TOLD).entries()) {
        for (const channel of channels.values()) {
          channel.queued?.(conversationId, { position: index + 1, agentsOnline: online });
        }
      }
    },
  };
}
