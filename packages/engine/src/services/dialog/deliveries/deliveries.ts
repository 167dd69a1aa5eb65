import type { Conversation, Delivery, DeliveryState, Happening } from "@parley/protocol";
import type { Collection, Store } from "../../../store/store.ts";
import type { Heads } from "../heads.ts";
import { eventKey } from "../keys.ts";
import { type Events, withoutKey } from "../events.ts";
import type { Dialog, Outgoing, SendResult } from "../contract.ts";
import { DELIVERIES, shown, type StoredDelivery } from "./stored.ts";

/** The channel whose clients keep numbers and ask for what they miss (SPEC M7, M8). What is for any other is delivered to it. */
const ASKS = "web";

/** Milliseconds that a taker has to send a message and say what came of it. */
const LEASE = 60_000;
/** Milliseconds after which what was meant to be written to a log never will be: longer than any decision takes. */
const GIVEN_UP = 60_000;
/** Messages looked at in one pass. */
const AT_ONCE = 100;
/** Milliseconds between the first attempts; each wait is twice the one before, up to the longest. */
const RETRY = { first: 1_000, longest: 300_000 };
/** Milliseconds after which nobody expects a message any more. */
const EXPIRES = 24 * 3_600_000;
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

  /** Notes that a message is about to be written which its channel has to be handed. Safe to repeat. */
  function intend({ id: conversationId, channel, seq }: Conversation, id: string, happening: Happening) {
    if (channel === ASKS || happening.type !== "message" || happening.author.kind === "visitor") return undefined;
    const at = now();
    const place = { _id: eventKey(conversationId, id), conversationId, id, seq: seq + 1, channel };
    return stored.insert({ ...place, state: "waiting", attempts: 0, open: true, nextAt: at, since: at, at });
  }

  async function outgoing({ channels, conversationId }: Asked): Promise<Outgoing[]> {
    const conversations = conversationId === undefined ? await due(channels) : [conversationId];
    const taken = await Promise.all([...conversations].map((id) => takeFirst(stored, events, id, now())));
    return await Promise.all(
      taken
        .flatMap((one) => (one ? [one] : []))
        .map(async ({ event, attempts }) => {
          const { conversation } = await heads.get(event.conversationId);
          return { conversation, event, attempts };
        }),
    );
  }

  /** Conversations in which something is to be sent. */
  async function due(channels: readonly string[]): Promise<Iterable<string>> {
    const asked = { open: true as const, nextAt: { $lte: now() }, channel: { $in: channels } };
    const found = await stored.find(asked, { sort: { nextAt: 1 }, limit: AT_ONCE });
    return new Set(found.map(({ conversationId }) => conversationId));
  }

  async function sent(conversationId: string, id: string, result: SendResult): Promise<Delivery | undefined> {
    const _id = eventKey(conversationId, id);
    const known = await stored.findOne({ _id });
    if (!known?.open) return known && shown(known);
    const ended = await stored.update({ _id, open: true }, after(known, result, now()));
    return shown(ended ?? (await stored.findOne({ _id })) ?? known);
  }

  const handlers: Pick<Dialog, "outgoing" | "sent" | "receipt" | "deliveries" | "resend"> = {
    outgoing,
    sent: async ({ conversationId, id, result }) => named(await sent(conversationId, id, result)),

    async receipt({ channel, externalId, state, reason }) {
      const moved = await stored.update(
        { channel, externalId, state: { $in: BEFORE[state] } },
        { $set: { state, at: now(), ...(reason !== undefined && { reason }) } },
      );
      const found = moved ?? (await stored.findOne({ channel, externalId }));
      return named(found && shown(found));
    },

    async deliveries({ conversationId, after: seq = 0 }) {
      const found = await stored.find({ conversationId, seq: { $gt: seq } }, { sort: { seq: 1 }, limit: 500 });
      return found.map(shown);
    },

    async resend({ conversationId, id }) {
      const _id = eventKey(conversationId, id);
      const tried = await stored.update(
        { _id, state: { $in: ["blocked", "failed"] } },
        {
          $set: { state: "waiting", open: true, attempts: 0, nextAt: now(), since: now(), at: now() },
          $unset: { reason: true, externalId: true },
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
      $unset: { open: true as const, reason: true as const },
    };
  }
  const { reason } = result;
  if (result.is !== "later") return { $set: { state: result.is, reason, at }, $unset: { open: true as const } };
  if (at - known.since > EXPIRES)
    return { $set: { state: "failed" as const, reason, at }, $unset: { open: true as const } };
  const wait = Math.min(RETRY.first * 2 ** (known.attempts - 1), RETRY.longest);
  return { $set: { reason, at, nextAt: Math.max(result.at ?? at + wait, at + RETRY.first) } };
}

type Stored = Collection<StoredDelivery>;

/** Takes the first message of a conversation that is to be sent, unless it is not due or somebody else was first. */
async function takeFirst(
  stored: Stored,
  events: Events,
  conversationId: string,
  at: number,
): Promise<Pick<Outgoing, "event" | "attempts"> | undefined> {
  const waiting = await stored.find({ conversationId, open: true }, { sort: { seq: 1 }, limit: AT_ONCE });
  const written = { _id: { $in: waiting.map(({ _id }) => _id) } };
  const [event] = await events.find(written, { sort: { seq: 1 }, limit: 1 });
  const first = waiting.find(({ _id }) => _id === event?._id);
  // What is not in the log may still be written; or it was overtaken, or its author's node is gone.
  const never = waiting.filter(({ since }) => at - since > GIVEN_UP).map(({ _id }) => _id);
  if (!event || !first) return void (await forget(stored, events, never));
  // What was not tried yet waits for nothing but those before it.
  if (first.attempts > 0 && first.nextAt > at) return await behind(stored, waiting, first);
  const { _id, attempts, since } = first;
  if (at - since > EXPIRES) {
    // As after a long standstill, or in a store that was restored: by now they may have it, or want it no more.
    const given = { state: "failed" as const, reason: first.reason ?? "It could not be sent within a day.", at };
    await stored.update({ _id, open: true, attempts }, { $set: given, $unset: { open: true } });
    return await takeFirst(stored, events, conversationId, at);
  }
  const taken = await stored.update(
    { _id, open: true, attempts },
    { $set: { attempts: attempts + 1, nextAt: at + LEASE, seq: event.seq } },
  );
  const message = withoutKey(event);
  return taken && message.type === "message" ? { event: message, attempts: taken.attempts } : undefined;
}

/** Forgets those of these deliveries whose events are in no log. */
async function forget(stored: Stored, events: Events, ids: readonly string[]): Promise<void> {
  const written = new Set((await events.find({ _id: { $in: ids } })).map(({ _id }) => _id));
  await stored.remove({ _id: { $in: ids.filter((id) => !written.has(id)) } });
}

/** What waits behind a message that is not due yet is not looked at before it is. */
async function behind(stored: Stored, waiting: readonly StoredDelivery[], first: StoredDelivery): Promise<undefined> {
  const early = waiting.filter(({ _id, nextAt }) => _id !== first._id && nextAt < first.nextAt);
  await Promise.all(early.map(({ _id }) => stored.update({ _id, open: true }, { $max: { nextAt: first.nextAt } })));
}
