import type { Conversation, Happening, RoutingSettings } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import type { StoredHead } from "../stored-heads.ts";
import type { Log } from "../log.ts";

export interface OverParts {
  conversations: Collection<StoredHead>;
  log: Log;
  now: () => number;
  /** Hears of what could not be written; it is tried again. */
  onError: (error: unknown) => void;
}

/** What is taken back, or over, in one round. */
const OVER_AT_ONCE = 100;
const MINUTE = 60_000;

/** Writes what routing decides, each thing once on however many nodes; and what time brings to it. */
export function createOver({ conversations, log, now, onError }: OverParts) {
  async function happen(conversationId: string, id: string, happening: Happening, holds: (head: Head) => boolean) {
    const next = (head: Head) => (holds(head) ? { id, happening } : undefined);
    const outcome = await log.commit({ conversationId, id, next });
    return outcome.duplicate || outcome.events.length === 0 ? [] : [outcome];
  }

  /** Ends the offers whose time is over. */
  async function endOffers(): Promise<Outcome[]> {
    const over = await conversations.find({ offeredUntil: { $lte: now() } }, { limit: OVER_AT_ONCE });
    return await each(over, async ({ _id, head }) => {
      const offer = offerIn(head.conversation);
      if (!offer) return [];
      const isSame = (there: Head) => offerIn(there.conversation)?.until === offer.until;
      const declined = { type: "declined", agent: offer.agent, because: "late" } as const;
      return await happen(_id, `late:${offer.until}`, declined, isSame);
    });
  }

  /** Takes back what nobody has answered for too long. */
  async function takeBack({ takeBackMinutes }: RoutingSettings): Promise<Outcome[]> {
    if (takeBackMinutes === 0) return [];
    const before = now() - takeBackMinutes * MINUTE;
    const late = await conversations.find({ unansweredSince: { $lt: before } }, { limit: OVER_AT_ONCE });
    return await each(late, async ({ _id, head }) => {
      const key = unansweredKey(head.conversation);
      const released = { type: "released", to: "queue", author: { kind: "system" } } as const;
      return key ? await happen(_id, key, released, (there) => unansweredKey(there.conversation) === key) : [];
    });
  }

  async function each<T>(list: readonly T[], run: (one: T) => Promise<Outcome[]>): Promise<Outcome[]> {
    // One that cannot be written now keeps no other from it.
    const failed = (error: unknown) => (onError(error), []);
    return (await Promise.all(list.map((one) => run(one).catch(failed)))).flat();
  }

  return { happen, endOffers, takeBack, each };
}

export const offerIn = ({ state }: Conversation) => (state.status === "queued" ? state.offer : undefined);

const unansweredKey = ({ state }: Conversation) =>
  state.status === "agent" && state.unansweredSince !== undefined
    ? `unanswered:${state.agent.id}:${state.unansweredSince}`
    : undefined;
