import { ChatError } from "@parley/protocol";
import type { Collection } from "../../store/store.ts";
import type { Claiming } from "./claiming.ts";
import type { Command, Outcome } from "./contract.ts";
import { offeredTo } from "./routing/having.ts";
import type { StoredHead } from "./stored-heads.ts";

/** A conversation for an agent: how much it takes, of how much they may have. */
interface Giving {
  agentId: string;
  conversationId: string;
  most: number;
  weight: number;
  /** How much another one takes. */
  weigh: (listed: StoredHead) => number;
}

export interface CapacityParts {
  conversations: Collection<StoredHead>;
  bringListsUpToDate: () => Promise<void>;
  claiming: Claiming;
}

/** How many conversations agents have and may have, counted in the lists of all nodes. */
export function createCapacity({ conversations, bringListsUpToDate, claiming }: CapacityParts) {
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

  /** Whether an agent may have another beside what the lists say and what they are being given now. */
  async function hasRoom(agentId: string, conversationId: string, most: number, underway: string[]): Promise<boolean> {
    await bringListsUpToDate();
    // Looked up in one question: between two of them what is underway could come to be listed.
    const listed = await conversations.find({ agentId }, { limit: most + underway.length + 1 });
    const theirs = new Set([...listed.map(({ _id }) => _id), ...underway]);
    // One that they have already may be claimed again: its answer was lost.
    theirs.delete(conversationId);
    return theirs.size < most;
  }

  /** Whether so much more fits beside what an agent has, is asked to take, and is being given. */
  async function fits({ agentId, conversationId, most, weight, weigh }: Giving, underway: string[]): Promise<boolean> {
    await bringListsUpToDate();
    // What is offered is asked for before what is held: what is taken in between is in one of both.
    const offered = await offeredTo(conversations, agentId);
    const held = await conversations.find({ agentId });
    const begun = underway.length > 0 ? await conversations.find({ _id: { $in: underway } }) : [];
    const theirs = new Map([...offered, ...held, ...begun].map((one) => [one._id, weigh(one)]));
    theirs.delete(conversationId);
    return [...theirs.values()].reduce((sum, one) => sum + one, weight) <= most;
  }

  return {
    /**
     * Runs what gives an agent a conversation, or asks them to take it, unless that is more than they may have, counted with what other
     * nodes do in the same moment; then nothing comes of it.
     */
    give(giving: Giving, run: () => Promise<Outcome[]>): Promise<Outcome[]> {
      return inTurn(giving.agentId, async () => {
        if (!(await claiming.begin(giving, (underway) => fits(giving, underway)))) return [];
        try {
          return await run();
        } finally {
          await bringListsUpToDate();
          await claiming.end(giving);
        }
      });
    },

    async held(agentIds: readonly string[]): Promise<Record<string, number>> {
      await bringListsUpToDate();
      const counts = await Promise.all(agentIds.map((agentId) => conversations.count({ agentId })));
      return Object.fromEntries(agentIds.map((id, index) => [id, counts[index] ?? 0]));
    },

    /**
     * Carries out what gives an agent one more, unless they have as many as they may have, counted with what other nodes are giving
     * them in the same moment. Here, one after the other waits for the outcome; there, they are refused at once.
     */
    async within(
      conversationId: string,
      { most, ...command }: Extract<Command, { do: "claim" | "transfer" }>,
      carryOut: (refusal?: ChatError) => Promise<Outcome>,
    ): Promise<Outcome> {
      if (most === undefined) return await carryOut();
      const agentId = command.do === "claim" ? command.agent.id : command.to.id;
      return await inTurn(agentId, async () => {
        const begun = await claiming.begin({ agentId, conversationId }, (underway) =>
          hasRoom(agentId, conversationId, most, underway),
        );
        if (!begun) return await carryOut(full(most));
        try {
          return await carryOut();
        } finally {
          // Other nodes count it in the lists from now on.
          await bringListsUpToDate();
          await claiming.end({ agentId, conversationId });
        }
      });
    },
  };
}
export type Capacity = ReturnType<typeof createCapacity>;

const full = (most: number) =>
  new ChatError("conflict", `One agent may have ${most} conversations at once.`, { details: { capacity: most } });
