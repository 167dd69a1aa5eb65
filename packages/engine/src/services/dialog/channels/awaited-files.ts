import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { AwaitedFile, Dialog } from "../contract.ts";
import type { Events } from "../events.ts";
import type { Heads } from "../heads.ts";
import { eventKey } from "../keys.ts";

/** A file that somebody sent and that is still with the platform, under the key of the message that it is to become. */
export interface StoredAwaited extends Doc, Omit<AwaitedFile, "late"> {
  inboxId: string;
  /** Milliseconds that must pass since it became so before it may be taken again. Each node counts them itself. */
  pause: number;
  since: number;
  at: number;
}

export const CHANNEL_FILES = defineCollection<StoredAwaited>("channelFiles", {
  owner: "dialog",
  indexes: [{ on: ["inboxId", "_id"] }, { on: ["conversationId"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
});

/** Milliseconds that a taker has to fetch a file and say what came of it. */
const LEASE = 150_000;
/** Milliseconds between the first attempts; each wait is twice the one before, up to the longest. */
const RETRY = { first: 1_000, longest: 300_000 };
/** Milliseconds after which a file is not fetched any more. */
const EXPIRES = 24 * 3_600_000;
/** Files of an inbox that are looked at together. */
const LOOKED_AT = 500;
const REMEMBERED = 20_000;

export interface AwaitedParts {
  store: Store;
  events: Events;
  heads: Pick<Heads, "get">;
  now: () => number;
}

type Handlers = Pick<Dialog, "awaitFiles" | "dueFiles" | "fileCame">;

/** What is to be fetched from platforms: noted before these are told that it came, fetched by one node at a time, and forgotten once it is said. */
export function createAwaited({ store, events, heads, now }: AwaitedParts) {
  const stored = CHANNEL_FILES.open(store);
  const unchanged = new Map<string, { as: string; since: number }>();

  /** Milliseconds for which this node has seen it as it is. */
  function rested({ _id, attempts, at, pause }: StoredAwaited): number {
    const as = `${attempts}/${at}/${pause}`;
    const known = unchanged.get(_id);
    if (known?.as === as) return now() - known.since;
    if (unchanged.size > REMEMBERED) unchanged.clear();
    unchanged.set(_id, { as, since: now() });
    return 0;
  }

  async function take(found: StoredAwaited): Promise<AwaitedFile[]> {
    const { _id, attempts, at, conversationId, id } = found;
    if (attempts > 0 && rested(found) < found.pause) return [];
    // Who said it may have gone before it could say so.
    if (await events.findOne({ _id })) {
      await stored.remove({ _id });
      return [];
    }
    const lease = { attempts: attempts + 1, pause: LEASE, at: now() };
    const taken = await stored.update({ _id, attempts, at }, { $set: lease });
    if (!taken) return [];
    const { inboxId, ref, name, since } = taken;
    const late = now() - since > EXPIRES;
    return [{ id, conversationId, inboxId, ref, name, attempts: taken.attempts, ...(late && { late }) }];
  }

  const handlers: Handlers = {
    async awaitFiles({ inboxId, conversationId, files, refusal }) {
      await heads.get(conversationId);
      for (const { id, ref, name } of files) {
        const _id = eventKey(conversationId, id);
        if ((await stored.findOne({ _id })) || (await events.findOne({ _id }))) continue;
        if (refusal) throw new ChatError(refusal.code, refusal.message, refusal);
        const at = now();
        await stored.insert({ _id, id, inboxId, conversationId, ref, name, attempts: 0, pause: 0, since: at, at });
      }
      return {};
    },

    async dueFiles({ inboxIds, most }) {
      const taken: AwaitedFile[] = [];
      for (const inboxId of inboxIds) {
        const found = await stored.find({ inboxId }, { sort: { _id: 1 }, limit: LOOKED_AT });
        const ordered = found.toSorted((one, other) => one.since - other.since);
        for (const one of ordered) if (taken.length < most) taken.push(...(await take(one)));
      }
      return taken;
    },

    async fileCame({ conversationId, id, again }) {
      const _id = eventKey(conversationId, id);
      if (!again) {
        await stored.remove({ _id });
        return {};
      }
      const known = await stored.findOne({ _id });
      if (!known) return {};
      const pause = Math.min(RETRY.first * 2 ** (known.attempts - 1), RETRY.longest);
      const waits = await stored.update({ _id, attempts: known.attempts }, { $set: { pause, at: now() } });
      if (waits) rested(waits);
      return {};
    },
  };

  return {
    handlers,
    /** Forgets what came before a time. */
    erase: (conversationId: string, before: number) => stored.remove({ conversationId, since: { $lt: before } }),
  };
}
