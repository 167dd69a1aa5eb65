import type { Collection } from "../../store/store.ts";
import type { Outcome } from "./contract.ts";
import type { Heads, StoredHead } from "./heads.ts";
import type { Events, Log } from "./log.ts";

/** Conversations erased in one pass; the others are in the next. */
const AT_ONCE = 100;

export interface ErasureParts {
  conversations: Collection<StoredHead>;
  events: Events;
  heads: Heads;
  log: Log;
}

/**
 * Removes what was said. An event of the log says so first: it takes the next number, so that whoever writes at that moment
 * decides anew, and numbers go on after it. A pass that is cut short is done again, as lists name the conversation until the end.
 */
export function createErasure({ conversations, events, heads, log }: ErasureParts) {
  async function eraseOne(conversationId: string): Promise<Outcome | undefined> {
    const { state } = (await heads.refresh(conversationId)).conversation;
    if (state.status !== "closed") return undefined;
    const { at } = state;
    const id = `erased:${at}`;
    const outcome = await log.commit(conversationId, id, ({ conversation: { state } }) =>
      state.status === "closed" && state.at === at && !state.erased ? { id, happening: { type: "erased" } } : undefined,
    );
    const mark = outcome.events.find((event) => event.id === id);
    if (!mark) return undefined;
    await events.remove({ conversationId, seq: { $lt: mark.seq } });
    // The entry that is about to be written would name it once more.
    await heads.flush();
    await conversations.update({ _id: conversationId, closedAt: at }, { $unset: { closedAt: true } });
    return outcome.duplicate ? undefined : outcome;
  }

  return {
    async erasable(before: number) {
      const old = await conversations.find({ closedAt: { $lt: before } }, { sort: { closedAt: 1 }, limit: AT_ONCE });
      return old.map(({ _id, visitorId }) => ({ conversationId: _id, visitorId }));
    },

    async erase(conversationIds: readonly string[]): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      for (const conversationId of conversationIds) {
        const outcome = await eraseOne(conversationId);
        if (outcome) outcomes.push(outcome);
      }
      return outcomes;
    },
  };
}
