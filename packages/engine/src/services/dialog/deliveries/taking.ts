import type { ConversationEvent } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { Outgoing } from "../contract.ts";
import { type Events, withoutKey } from "../events.ts";
import { COUNTED, type StoredDelivery } from "./stored.ts";

/** Milliseconds that a taker has to send a message and say what came of it. */
const LEASE = 30_000;
/** The same for a file. */
const LEASE_FILE = 150_000;
/** Milliseconds after which what was meant to be written to a log never will be: longer than any decision takes. */
const GIVEN_UP = 60_000;
/** Milliseconds after which nobody expects a message any more. */
export const EXPIRES = 24 * 3_600_000;
/** Messages of a conversation, and messages of all, that are looked at together. */
const AT_ONCE = 100;
const IN_A_PASS = 500;
/** Deliveries of which is remembered since when they are as they are. */
const REMEMBERED = 20_000;

export interface TakingParts {
  stored: Collection<StoredDelivery>;
  events: Events;
  now: () => number;
}

const leaseOf = (event: ConversationEvent) =>
  event.type === "message" && event.content.type === "file" ? LEASE_FILE : LEASE;

/** Says who may hand over which message now: the first one of each conversation, and for each one taker. */
export function createTaking({ stored, events, now }: TakingParts) {
  const unchanged = new Map<string, { as: string; since: number }>();
  let passed = "";

  /** Milliseconds for which this node has seen a delivery as it is. */
  function rested({ _id, attempts, at, pause }: StoredDelivery): number {
    const as = `${attempts}/${at}/${pause}`;
    const known = unchanged.get(_id);
    if (known?.as === as) return now() - known.since;
    if (unchanged.size > REMEMBERED) unchanged.clear();
    unchanged.set(_id, { as, since: now() });
    return 0;
  }

  /** Conversations in which something may be to be sent: some of all, at the next call the next ones. */
  async function due(channels: readonly string[]): Promise<Iterable<string>> {
    const open = { open: true as const, channel: { $in: channels }, _id: { $gt: passed } };
    const found = await stored.find(open, { sort: { _id: 1 }, limit: IN_A_PASS });
    passed = found.length < IN_A_PASS ? "" : (found.at(-1)?._id ?? "");
    return new Set(found.map(({ conversationId }) => conversationId));
  }

  /** Takes the first message of a conversation that is to be sent, unless it has to wait or somebody else was first. */
  async function takeFirst(conversationId: string): Promise<Pick<Outgoing, "event" | "attempts"> | undefined> {
    const waiting = await stored.find({ conversationId, open: true }, { sort: { seq: 1 }, limit: AT_ONCE });
    const [event] = await events.find({ _id: { $in: waiting.map(({ _id }) => _id) } }, { sort: { seq: 1 }, limit: 1 });
    const first = waiting.find(({ _id }) => _id === event?._id);
    // What is not in the log may still be written; or it was overtaken, or its author's node is gone.
    if (!event || !first) return void (await forget(waiting.filter((one) => rested(one) > GIVEN_UP)));
    const { _id, attempts, since, pause } = first;
    if (now() - since > EXPIRES) {
      // As after a long standstill, or in a store that was restored: by now they may have it, or want it no more.
      const reason = first.reason ?? "It could not be sent within a day.";
      const failed = { state: "failed" as const, reason, cause: "expired" as const, at: now() };
      await stored.update({ _id, open: true, attempts }, { $set: failed, $unset: { open: true }, ...COUNTED });
      return await takeFirst(conversationId);
    }
    // What was not tried yet waits for nothing but those before it.
    if (attempts > 0 && rested(first) < pause) return undefined;
    const lease = { attempts: attempts + 1, pause: leaseOf(event), at: now(), seq: event.seq };
    const taken = await stored.update({ _id, open: true, attempts, at: first.at }, { $set: lease, ...COUNTED });
    const message = withoutKey(event);
    return taken && message.type === "message" ? { event: message, attempts: taken.attempts } : undefined;
  }

  /** Forgets those of these deliveries whose events are in no log. */
  async function forget(never: readonly StoredDelivery[]): Promise<void> {
    const ids = never.map(({ _id }) => _id);
    const written = new Set((await events.find({ _id: { $in: ids } })).map(({ _id }) => _id));
    await stored.remove({ _id: { $in: ids.filter((id) => !written.has(id)) } });
  }

  return { due, takeFirst, rested };
}
