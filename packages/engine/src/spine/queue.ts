import { type Conversation, FIRST_INBOX, type QueuePlace, sees } from "@parley/protocol";
import type { Channel } from "./channel.ts";
import type { Dialog } from "../services/dialog/contract.ts";

/** Who waits is told his place whenever it may have changed; beyond this many, the first ones. */
export const TOLD = 200;

export interface QueueParts {
  dialog: Dialog;
  channels: ReadonlyMap<string, Channel>;
  /** The agents who are there and available, on all nodes, with the inboxes that they see. */
  available: () => Promise<readonly { inboxes?: string[] | undefined }[]>;
  /** Those of some conversations on channels with attendance whose visitors are there. */
  there: (conversationIds: string[]) => Promise<ReadonlySet<string>>;
}

type Waiting = Awaited<ReturnType<Dialog["queue"]>>;

/** The places of those who wait for an agent and are there; who has left keeps theirs until they are back, and is not counted. */
export function createQueue({ dialog, channels, available, there }: QueueParts) {
  /** Those of them who are there, in their order. Where nobody can tell, they are: what is said reaches them. */
  async function presentOf(waiting: Waiting): Promise<Waiting> {
    const told = waiting.filter(({ channel }) => channels.get(channel)?.attended);
    const present = await there(told.map(({ conversationId }) => conversationId));
    return waiting.filter((one) => present.has(one.conversationId) || !told.includes(one));
  }

  /** Those of them who wait for the same people as who waits in an inbox does, and are there. */
  const inLine = async (inboxId: string, waiting: Waiting) => {
    const [present, team] = await Promise.all([presentOf(waiting), peopleAt()]);
    return { before: present.filter((one) => team.share(inboxId, one.inboxId)).length, online: team.at(inboxId) };
  };

  /** Who of the team comes for whom, at this moment. */
  async function peopleAt() {
    const team = await available();
    return {
      at: (inboxId: string) => team.filter((agent) => sees(agent, inboxId)).length,
      share: (one: string, other: string) =>
        one === other || team.some((agent) => sees(agent, one) && sees(agent, other)),
    };
  }

  return {
    /** The place of a conversation, if it waits; 1 is next. */
    async placeOf({ id, state, inboxId = FIRST_INBOX }: Conversation): Promise<QueuePlace | undefined> {
      if (state.status !== "queued") return undefined;
      const waiting = await dialog.queue({});
      const index = waiting.findIndex(({ conversationId }) => conversationId === id);
      const { before, online } = await inLine(inboxId, index < 0 ? waiting : waiting.slice(0, index));
      return { position: before + 1, agentsOnline: online };
    },

    length: async () => (await dialog.queue({})).length,

    /** How many are available of those who see an inbox. */
    agentsOnline: async (inboxId: string): Promise<number> => (await peopleAt()).at(inboxId),

    /** How many of those who wait are not in line with who would wait in an inbox: they have left, or wait for others. */
    async absent(inboxId: string): Promise<number> {
      const waiting = await dialog.queue({});
      return waiting.length === 0 ? 0 : waiting.length - (await inLine(inboxId, waiting)).before;
    },

    /** Tells those who wait their places; only if one of these waits, where some are named. */
    async announce(because?: readonly string[]): Promise<void> {
      const waiting = await dialog.queue({});
      const concerns = !because || waiting.some(({ conversationId }) => because.includes(conversationId));
      if (waiting.length === 0 || !concerns) return;
      const [line, team] = await Promise.all([presentOf(waiting), peopleAt()]);
      const before = new Map<string, number>();
      for (const { conversationId, inboxId } of line.slice(0, TOLD)) {
        const ahead = [...before].filter(([other]) => team.share(inboxId, other));
        const position = 1 + ahead.reduce((sum, [, count]) => sum + count, 0);
        before.set(inboxId, 1 + (before.get(inboxId) ?? 0));
        for (const channel of channels.values())
          channel.queued?.(conversationId, { position, agentsOnline: team.at(inboxId) });
      }
    },
  };
}
