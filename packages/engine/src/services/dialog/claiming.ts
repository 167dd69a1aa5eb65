import { newId } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";

/** A conversation that an agent is about to get. */
interface Underway {
  conversationId: string;
  at: number;
}

/** What an agent is being given on all nodes; `_id` is the agent's. */
interface StoredUnderway extends Doc {
  /** Another one with each change, so that of two nodes that change it at once one looks again. */
  turn: string;
  underway: Underway[];
}

export const CLAIMING = defineCollection<StoredUnderway>("claiming", { owner: "dialog" });

/** Milliseconds after which what was begun counts no longer: its node is gone. Longer than anything is still carried out (`log.ts`). */
const FORGOTTEN = 45_000;

interface ClaimingParts {
  store: Store;
  now: () => number;
  /** Hears of what could not be taken out again, and counts until it is forgotten. */
  onError: (error: unknown) => void;
}

/** Says, for all nodes, which conversations agents are being given: what is begun counts before the lists have it. */
export function createClaiming({ store, now, onError }: ClaimingParts) {
  const agents = CLAIMING.open(store);
  const isAlive = ({ at }: Underway) => Math.abs(now() - at) < FORGOTTEN;

  /** Writes what `next` makes of what is underway, unless it makes nothing of it. Resolves to whether it was written. */
  async function change(
    agentId: string,
    next: (underway: Underway[]) => Promise<Underway[] | undefined>,
  ): Promise<boolean> {
    for (;;) {
      const seen = await agents.findOne({ _id: agentId });
      const underway = await next((seen?.underway ?? []).filter(isAlive));
      if (!underway) return false;
      const changed = { turn: newId(), underway };
      const written = seen
        ? await agents.update({ _id: agentId, turn: seen.turn }, { $set: changed })
        : await agents.insert({ _id: agentId, ...changed });
      if (written) return true;
    }
  }

  return {
    /**
     * Notes that an agent is being given a conversation if `hasRoom`, asked with the others that they are being given, says so.
     * Resolves to whether it did; then `end` is to be called.
     */
    begin(
      { agentId, conversationId }: { agentId: string; conversationId: string },
      hasRoom: (others: string[]) => Promise<boolean>,
    ): Promise<boolean> {
      return change(agentId, async (underway) => {
        const others = underway.filter((one) => one.conversationId !== conversationId);
        const room = await hasRoom(others.map((one) => one.conversationId));
        return room ? [...others, { conversationId, at: now() }] : undefined;
      });
    },

    async end({ agentId, conversationId }: { agentId: string; conversationId: string }): Promise<void> {
      const without = async (underway: Underway[]) => underway.filter((one) => one.conversationId !== conversationId);
      await change(agentId, without).catch(onError);
    },
  };
}
export type Claiming = ReturnType<typeof createClaiming>;
