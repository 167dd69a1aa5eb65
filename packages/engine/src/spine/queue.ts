import { type AgentRef, ChatError, type Conversation, FIRST_INBOX, type QueuePlace, type Wait } from "@parley/protocol";
import type { Dialog, InLine } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { briefly } from "./briefly.ts";
import type { Channel } from "./channel.ts";
import { placesOf, teamAt } from "./team-at.ts";
import { vipsAmong } from "./vips.ts";
import { createWaits } from "./waits.ts";

/** Who waits is told their place whenever it may have changed; beyond this many in an inbox, its first ones. */
export const TOLD = 200;

export interface QueueParts {
  dialog: Pick<Dialog, "queue" | "waits" | "routable">;
  users: Pick<Users, "visitors">;
  channels: ReadonlyMap<string, Channel>;
  /** The agents who are there and available, on all nodes, with the inboxes that they see. */
  available: () => Promise<readonly Available[]>;
  /** Those of some conversations on channels with attendance whose visitors are there. */
  there: (conversationIds: string[]) => Promise<ReadonlySet<string>>;
  onError?: (error: unknown) => void;
}

/** An agent, with the inboxes that they see; absent: all. */
interface Available extends AgentRef {
  inboxes?: string[] | undefined;
}

type Waiting = Awaited<ReturnType<Dialog["queue"]>>;

/** The places of those who wait for an agent and are there; who has left keeps theirs until they are back, and is not counted. */
export function createQueue({ dialog, users, channels, available, there, onError }: QueueParts) {
  /** Those of them who are there, in their order. Where nobody can tell, they are: what is said reaches them. */
  async function presentOf(waiting: Waiting): Promise<Waiting> {
    const isTold = ({ channel }: Waiting[number]) => channels.get(channel)?.attended ?? false;
    const present = await there(waiting.filter(isTold).map(({ conversationId }) => conversationId));
    return waiting.filter((one) => present.has(one.conversationId) || !isTold(one));
  }

  const teamNow = async () => teamOf(await available());

  /** Those of them who wait for the same people as who waits in an inbox does, and are there. */
  async function inLine(inboxId: string, waiting: Waiting) {
    const [present, team] = await Promise.all([presentOf(waiting), teamNow()]);
    return { before: team.before(inboxId, present), online: team.at(inboxId), team };
  }

  /** Conversations of VIPs, who are before others. */
  const vips = briefly(async () => await vipsAmong(users, await dialog.routable({})));

  /** All that is asked of other nodes, for every inbox. */
  const lately = briefly(async () => {
    const waiting = await dialog.queue({});
    const [present, team] = await Promise.all([presentOf(waiting), teamNow()]);
    return { waiting, present, team, vips: await vips().catch(() => []) };
  });

  const waits = createWaits({
    ask: waitsFor,
    later: () => void announce().catch((error: unknown) => onError?.(error)),
  });

  /**
   * How long those who wait are likely to wait; nothing where that cannot be asked now: their places are theirs all the same. A dialog service
   * of a version before knows nothing of it.
   */
  async function waitsFor(agents: InLine["agents"] & object): ReturnType<Dialog["waits"]> {
    try {
      return await dialog.waits({ agents, vips: await vips() });
    } catch (error) {
      if (ChatError.from(error).code !== "notFound") onError?.(error);
      return {};
    }
  }

  return {
    /** The place of a conversation, if it waits; 1 is next. */
    async placeOf({ id, state, inboxId = FIRST_INBOX }: Conversation): Promise<QueuePlace | undefined> {
      if (state.status !== "queued") return undefined;
      const waiting = await dialog.queue({});
      const index = waiting.findIndex(({ conversationId }) => conversationId === id);
      const { before, online, team } = await inLine(inboxId, index < 0 ? waiting : waiting.slice(0, index));
      const known = online > 0 ? await waits(idsOf(waiting), team.agents) : {};
      return { position: before + 1, agentsOnline: online, ...waitIn(known, id) };
    },

    length: async () => (await dialog.queue({})).length,

    /** How many are available of those who see an inbox, and who is before somebody who would wait there; as it was a second ago at most. */
    async standing(inboxId: string): Promise<{ online: number; line: InLine }> {
      const { waiting, present, team, vips } = await lately();
      const until = waiting.findLast((one) => one.inboxId === inboxId)?.since ?? 0;
      return {
        online: team.at(inboxId),
        line: { before: team.before(inboxId, present), until, agents: team.agents, vips },
      };
    },

    announce,

    /** How long those who wait are likely to, with the inboxes that they wait in. */
    async waits(): Promise<{ conversationId: string; inboxId: string; wait: Wait }[]> {
      const waiting = await dialog.queue({});
      const known = await waits(idsOf(waiting), (await teamNow()).agents);
      return waiting.flatMap(({ conversationId, inboxId }) => {
        const wait = known[conversationId];
        return wait ? [{ conversationId, inboxId, wait }] : [];
      });
    },
  };

  /** Tells those who wait their places; only if one of these waits, where some are named. */
  async function announce(because?: readonly string[]): Promise<void> {
    const waiting = await dialog.queue({});
    const named = because && new Set(because);
    const concerns = !named || waiting.some(({ conversationId }) => named.has(conversationId));
    if (waiting.length === 0 || !concerns) return;
    const [line, team] = await Promise.all([presentOf(waiting), teamNow()]);
    const known = await waits(idsOf(waiting), team.agents);
    const told = new Map<string, number>();
    for (const { position, ...waiter } of placesOf(line, team)) {
      const { inboxId } = waiter;
      const count = 1 + (told.get(inboxId) ?? 0);
      told.set(inboxId, count);
      if (count > TOLD) continue;
      const place = { position, agentsOnline: team.at(inboxId), ...waitIn(known, waiter.conversationId) };
      for (const channel of channels.values()) channel.queued?.(waiter, place);
    }
  }
}

function teamOf(available: readonly Available[]) {
  const agents = available.map(({ id, name, inboxes }) => ({
    id,
    name,
    takes: true,
    ...(inboxes && { inboxes: [...inboxes] }),
  }));
  return { ...teamAt(agents), agents };
}

const idsOf = (waiting: Waiting) => waiting.map(({ conversationId }) => conversationId);

function waitIn(waits: Awaited<ReturnType<Dialog["waits"]>>, conversationId: string): Pick<QueuePlace, "wait"> {
  const wait = waits[conversationId];
  return wait ? { wait } : {};
}
export type Queue = ReturnType<typeof createQueue>;
