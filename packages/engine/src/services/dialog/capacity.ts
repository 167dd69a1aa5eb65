import { ChatError } from "@parley/protocol";
import type { Collection } from "../../store/store.ts";
import type { Command, Outcome } from "./contract.ts";
import type { StoredHead } from "./heads.ts";

export interface CapacityParts {
  conversations: Collection<StoredHead>;
  bringListsUpToDate: () => Promise<void>;
}

/** How many conversations agents have and may have, counted in the lists of all nodes. */
export function createCapacity({ conversations, bringListsUpToDate }: CapacityParts) {
  const tails = new Map<string, Promise<unknown>>();

  /** One after the other for each agent, so that each is counted before the next one looks. */
  function inTurn<T>(agentId: string, run: () => Promise<T>): Promise<T> {
    const mine = (tails.get(agentId) ?? Promise.resolve()).then(run);
    const ended = () => {
      if (tails.get(agentId) === tail) tails.delete(agentId);
    };
    const tail = mine.then(ended, ended);
    tails.set(agentId, tail);
    return mine;
  }

  return {
    async held(agentIds: readonly string[]): Promise<Record<string, number>> {
      await bringListsUpToDate();
      const counts = await Promise.all(agentIds.map((agentId) => conversations.count({ agentId })));
      return Object.fromEntries(agentIds.map((id, index) => [id, counts[index] ?? 0]));
    },

    /**
     * Carries out what gives an agent one more, unless they have as many as they may have. Who claims on two nodes in the same
     * moment may come to have one too many: to rule that out would take a lock for each agent in the store.
     */
    async within(
      conversationId: string,
      { most, ...command }: Extract<Command, { do: "claim" | "transfer" }>,
      carryOut: (refusal?: ChatError) => Promise<Outcome>,
    ): Promise<Outcome> {
      if (most === undefined) return await carryOut();
      const agentId = command.do === "claim" ? command.agent.id : command.to.id;
      return await inTurn(agentId, async () => {
        await bringListsUpToDate();
        // One that they have already may be claimed again: its answer was lost.
        const others = await conversations.count({ agentId, _id: { $ne: conversationId } });
        const details = { capacity: most };
        const full = others >= most;
        const outcome = await carryOut(
          full
            ? new ChatError("conflict", `One agent may have ${most} conversations at once.`, { details })
            : undefined,
        );
        // Other nodes count it from now on.
        await bringListsUpToDate();
        return outcome;
      });
    },
  };
}
export type Capacity = ReturnType<typeof createCapacity>;
