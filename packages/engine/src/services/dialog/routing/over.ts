import { isDeepStrictEqual } from "node:util";
import type { Conversation, Happening, RoutingSettings } from "@parley/protocol";
import type { Collection, Filter } from "../../../store/store.ts";
import type { Outcome } from "../contract.ts";
import type { Head } from "../head.ts";
import { headOf } from "../heads.ts";
import { toAnswerSince } from "../routed-in.ts";
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
/** Milliseconds for which whoever says that somebody is gone may not know that they are back. */
const JUST_OFFERED = 2_000;

/** Writes what routing decides, each thing once on however many nodes; and what time brings to it. */
export function createOver({ conversations, log, now, onError }: OverParts) {
  async function happen(conversationId: string, id: string, happening: Happening, holds: (head: Head) => boolean) {
    const next = (head: Head) => (holds(head) ? { id, happening } : undefined);
    const outcome = await log.commit({ conversationId, id, next });
    return outcome.duplicate || outcome.events.length === 0 ? [] : [outcome];
  }

  /** Ends the offers of a kind: as those whose time is over. */
  async function end(which: Filter<StoredHead>): Promise<Outcome[]> {
    // A version before leaves in the list what nobody is asked any more.
    const over = await conversations.find({ status: "queued", ...which }, { limit: OVER_AT_ONCE });
    return await each(over, async ({ _id, head }) => {
      const offer = offerIn(head.conversation);
      if (!offer) return [];
      const isSame = (there: Head) => isDeepStrictEqual(offerIn(there.conversation), offer);
      const declined = { type: "declined", agent: offer.agent, because: "late" } as const;
      return await happen(_id, `late:${offer.agent.id}:${offer.until}`, declined, isSame);
    });
  }

  /** Ends the offers to those who are gone. What was offered a moment ago was offered to who is back. */
  async function endOf(gone: readonly string[], { offerSeconds }: RoutingSettings): Promise<Outcome[]> {
    if (gone.length === 0) return [];
    const offeredUntil = { $lte: now() + offerSeconds * 1_000 - JUST_OFFERED };
    return await end({ offeredTo: { $in: [...gone] }, offeredUntil });
  }

  /** Takes back what nobody has answered for too long. */
  async function takeBack({ takeBackMinutes }: RoutingSettings): Promise<Outcome[]> {
    if (takeBackMinutes === 0) return [];
    const before = now() - takeBackMinutes * MINUTE;
    const which = { status: "agent", unansweredSince: { $lt: before } } as const;
    const late = await conversations.find(which, { sort: { unansweredSince: 1 }, limit: OVER_AT_ONCE });
    return await each(late, async (listed) => {
      const key = unansweredKey(headOf(listed), before);
      const released = { type: "released", to: "queue", author: { kind: "system" } } as const;
      return key ? await happen(listed._id, key, released, (there) => unansweredKey(there, before) === key) : [];
    });
  }

  async function each<T>(list: readonly T[], run: (one: T) => Promise<Outcome[]>): Promise<Outcome[]> {
    // One that cannot be written now keeps no other from it.
    const failed = (error: unknown) => (onError(error), []);
    return (await Promise.all(list.map((one) => run(one).catch(failed)))).flat();
  }

  return { happen, endOffers: () => end({ offeredUntil: { $lte: now() } }), end, endOf, takeBack, each };
}

export const offerIn = ({ state }: Conversation) => (state.status === "queued" ? state.offer : undefined);

function unansweredKey(head: Head, before: number): string | undefined {
  const { state } = head.conversation;
  const since = toAnswerSince(head);
  if (state.status !== "agent" || since === undefined || since >= before) return undefined;
  return `unanswered:${state.agent.id}:${since}`;
}
