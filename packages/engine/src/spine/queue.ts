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
  /** Those of some conversations on channels with attendance whose visitors are there. */
  there: (conversationIds: string[]) => Promise<ReadonlySet<string>>;
}

/** The places of those who wait for an agent and are there; who has left keeps theirs until they are back, and is not counted. */
export function createQueue({ dialog, channels, agentsOnline, there }: QueueParts) {
  type Waiting = Awaited<ReturnType<Dialog["queue"]>>;

  /** Those of them who are there, in their order. Where nobody can tell, they are: what is said reaches them. */
  async function presentOf(waiting: Waiting): Promise<string[]> {
    const told = waiting.filter(({ channel }) => channels.get(channel)?.attended);
    const present = await there(told.map(({ conversationId }) => conversationId));
    return waiting
      .filter((one) => present.has(one.conversationId) || !told.includes(one))
      .map(({ conversationId }) => conversationId);
  }

  return {
    /** The place of a conversation, if it waits; 1 is next. */
    async placeOf({ id, state }: Conversation): Promise<QueuePlace | undefined> {
      if (state.status !== "queued") return undefined;
      const waiting = await dialog.queue({});
      const index = waiting.findIndex(({ conversationId }) => conversationId === id);
      const before = index < 0 ? waiting : waiting.slice(0, index);
      const [present, online] = await Promise.all([presentOf(before), agentsOnline()]);
      return { position: present.length + 1, agentsOnline: online };
    },

    length: async () => (await dialog.queue({})).length,

    /** How many of those who wait have left. */
    async absent(): Promise<number> {
      const waiting = await dialog.queue({});
      return waiting.length === 0 ? 0 : waiting.length - (await presentOf(waiting)).length;
    },

    /** Tells those who wait their places; only if one of these waits, where some are named. */
    async announce(because?: readonly string[]): Promise<void> {
      const waiting = await dialog.queue({});
      const concerns = !because || waiting.some(({ conversationId }) => because.includes(conversationId));
      if (waiting.length === 0 || !concerns) return;
      const [line, online] = await Promise.all([presentOf(waiting), agentsOnline()]);
      for (const [index, conversationId] of line.slice(0, TOLD).entries()) {
        for (const channel of channels.values()) {
          channel.queued?.(conversationId, { position: index + 1, agentsOnline: online });
        }
      }
    },
  };
}
