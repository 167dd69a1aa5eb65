import type { Conversation, Delivery, DeliveryState, Happening } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Heads } from "../heads.ts";
import { eventKey } from "../keys.ts";
import type { Events } from "../events.ts";
import type { Dialog, Outgoing, SendResult } from "../contract.ts";
import { COUNTED, DELIVERIES, shown, type StoredDelivery } from "./stored.ts";
import { createTaking, EXPIRES } from "./taking.ts";

/** The channel whose clients keep numbers and ask for what they miss (SPEC M7, M8). What is for any other is delivered to it. */
const ASKS = "web";

/** Milliseconds between the first attempts; each wait is twice the one before, up to the longest. */
const RETRY = { first: 1_000, longest: 300_000 };
/** What a platform says of a message may only move on. */
const BEFORE: Record<"delivered" | "read" | "failed", DeliveryState[]> = {
  delivered: ["sent"],
  read: ["sent", "delivered"],
  failed: ["sent", "delivered"],
};

type Asked = Parameters<Dialog["outgoing"]>[0];

export interface DeliveryParts {
  store: Store;
  events: Events;
  heads: Pick<Heads, "get">;
  now: () => number;
}

/**
 * What is on its way to channels that cannot ask for it. A delivery is stored before its event is written to the log, so that no
 * crash in between loses it; one whose event never came is forgotten. Messages of a conversation go out one after the other.
 */
export function createDeliveries({ store, events, heads, now }: DeliveryParts) {
  const stored = DELIVERIES.open(store);
  const taking = createTaking({ stored, events, now });

  /** Notes that a message is about to be written which its channel has to be handed. Safe to repeat. */
  function intend(
    { id: conversationId, channel, inboxId = channel, seq }: Conversation,
    id: string,
    happening: Happening,
  ) {
    if (channel === ASKS || happening.type !== "message" || happening.author.kind === "visitor") return undefined;
    const at = now();
    const place = { _id: eventKey(conversationId, id), conversationId, id, seq: seq + 1, channel, inboxId };
    return stored.insert({ ...place, state: "waiting", attempts: 0, open: true, pause: 0, since: at, at });
  }

  async function outgoing({ channels, conversationId }: Asked): Promise<Outgoing[]> {
    const conversations = conversationId === undefined ? await taking.due(channels) : [conversationId];
    const taken = await Promise.all([...conversations].map((id) => taking.takeFirst(id)));
    return await Promise.all(
      taken
        .flatMap((one) => (one ? [one] : []))
        .map(async ({ event, attempts }) => {
          const { conversation } = await heads.get(event.conversationId);
          return { conversation, event, attempts };
        }),
    );
  }

  async function sent(conversationId: string, id: string, result: SendResult): Promise<Delivery | undefined> {
    const _id = eventKey(conversationId, id);
    const known = await stored.findOne({ _id });
    if (!known?.open) return known && shown(known);
    const ended = await stored.update({ _id, open: true }, { ...after(known, result, now()), ...COUNTED });
    // Who was told to wait counts from now on.
    if (ended) taking.rested(ended);
    return shown(ended ?? (await stored.findOne({ _id })) ?? known);
  }

  const handlers: Pick<Dialog, "outgoing" | "sent" | "receipt" | "deliveries" | "resend"> = {
    outgoing,
    sent: async ({ conversationId, id, result }) => named(await sent(conversationId, id, result)),

    async receipt({ inboxId, externalId, state, reason }) {
      const moved = await stored.update(
        { inboxId, externalId, state: { $in: BEFORE[state] } },
        { $set: { state, at: now(), ...(reason !== undefined && { reason }) }, ...COUNTED },
      );
      const found = moved ?? (await stored.findOne({ inboxId, externalId }));
      return named(found && shown(found));
    },

    async deliveries({ conversationId, after: seq = 0 }) {
      const found = await stored.find({ conversationId, seq: { $gt: seq } }, { sort: { seq: -1 }, limit: 500 });
      return found.toReversed().map(shown);
    },

    async resend({ conversationId, id }) {
      const _id = eventKey(conversationId, id);
      const tried = await stored.update(
        { _id, state: { $in: ["blocked", "failed"] } },
        {
          $set: { state: "waiting", open: true, attempts: 0, pause: 0, since: now(), at: now() },
          $unset: { reason: true, cause: true, externalId: true },
          ...COUNTED,
        },
      );
      const found = tried ?? (await stored.findOne({ _id }));
      return named(found && shown(found));
    },
  };

  return {
    intend,
    handlers,
    /** Forgets what was sent before a number of the log. */
    erase: (conversationId: string, before: number) => stored.remove({ conversationId, seq: { $lt: before } }),
  };
}
export type Deliveries = ReturnType<typeof createDeliveries>;

const named = (delivery: Delivery | undefined) => (delivery ? { delivery } : {});

/** What is known of a delivery after an attempt. */
function after(known: StoredDelivery, result: SendResult, at: number) {
  if (result.is === "sent") {
    const { externalId } = result;
    return {
      $set: { state: "sent" as const, at, ...(externalId !== undefined && { externalId }) },
      $unset: { open: true as const, reason: true as const, cause: true as const },
    };
  }
  const { reason, cause } = result;
  const set = { reason, at, ...(cause && { cause }) };
  const unset = cause ? {} : { cause: true as const };
  if (result.is !== "later") return { $set: { ...set, state: result.is }, $unset: { ...unset, open: true as const } };
  if (at - known.since > EXPIRES)
    return { $set: { ...set, state: "failed" as const, cause: "expired" as const }, $unset: { open: true as const } };
  const wait = Math.min(RETRY.first * 2 ** (known.attempts - 1), RETRY.longest);
  const pause = Math.max(result.at === undefined ? wait : result.at - at, RETRY.first);
  return { $set: { ...set, pause }, $unset: unset };
}
