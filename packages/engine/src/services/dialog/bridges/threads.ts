import type { Conversation, Happening } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Filter, Store } from "../../../store/store.ts";
import type { BridgeThread, Dialog } from "../contract.ts";

/** A conversation as it is shown in a room of another house. It holds no words. */
export interface StoredThread extends Doc, BridgeThread {}

export const BRIDGE_THREADS = defineCollection<StoredThread>("bridgeThreads", {
  owner: "dialog",
  indexes: [
    { on: ["bridgeId", "number"], unique: true },
    { on: ["bridgeId", "root"] },
    { on: ["bridgeId", "open", "conversationId"] },
    { on: ["conversationId"] },
  ],
  whose: { conversation: "conversationId" },
  personal: "all",
  refersTo: ["conversations"],
});

type Calls = "beginBridgeThread" | "bridgeThread" | "openBridgeThreads" | "changeBridgeThread" | "stirBridgeThread";

const idOf = (bridgeId: string, conversationId: string) => JSON.stringify([bridgeId, conversationId]);
const shown = ({ _id, ...thread }: StoredThread): BridgeThread => thread;
const found = (stored: StoredThread | undefined) => (stored ? { thread: shown(stored) } : {});

/** How far conversations are shown in rooms in which agents answer. Of several nodes that change a thread one is first. */
export function createBridgeThreads(store: Store) {
  const threads = BRIDGE_THREADS.open(store);

  async function insertOne({ bridgeId, conversationId, room, from }: Parameters<Dialog["beginBridgeThread"]>[0]) {
    const [last] = await threads.find({ bridgeId }, { sort: { number: -1 }, limit: 1 });
    const _id = idOf(bridgeId, conversationId);
    // Who sees the root may write before it is known here what the house calls it: that is looked for once it is.
    const fresh = { part: 0, heard: 1, read: 0, attempts: 0, pause: 0, open: true as const, version: 1 };
    const made = { _id, bridgeId, conversationId, number: (last?.number ?? 0) + 1, room, posted: from, ...fresh };
    return (await threads.insert(made)) ? made : undefined;
  }

  /** One that rested goes on; what was said meanwhile, nobody was asked to read. */
  async function wake(known: StoredThread, room: string | undefined, from: number): Promise<StoredThread> {
    if (known.open) return known;
    const { _id, version } = known;
    const on = known.posted < from - 1 ? { posted: from - 1, part: 0 } : {};
    const $set = { open: true as const, ...on, ...(known.root === undefined && room !== undefined && { room }) };
    const woken = await threads.update({ _id, version }, { $set, $inc: { version: 1 } });
    return woken ?? known;
  }

  const handlers: Pick<Dialog, Calls> = {
    async beginBridgeThread(asked) {
      const { bridgeId, conversationId, room, from } = asked;
      for (;;) {
        const known = await threads.findOne({ _id: idOf(bridgeId, conversationId) });
        if (known) return shown(await wake(known, room, from));
        // Where the number was taken the next one is tried.
        const made = await insertOne(asked);
        if (made) return shown(made);
      }
    },

    async bridgeThread({ bridgeId, conversationId, root, number }) {
      if (conversationId !== undefined) return found(await threads.findOne({ _id: idOf(bridgeId, conversationId) }));
      if (root !== undefined) return found(await threads.findOne({ bridgeId, root }));
      return number === undefined ? {} : found(await threads.findOne({ bridgeId, number }));
    },

    async openBridgeThreads({ bridgeId, after = "", limit }) {
      const open = { bridgeId, open: true as const, conversationId: { $gt: after } };
      return (await threads.find(open, { sort: { conversationId: 1 }, limit })).map(shown);
    },

    async changeBridgeThread({ bridgeId, conversationId, seen, heard, change: { undone = [], ...given } }) {
      const _id = idOf(bridgeId, conversationId);
      const filter: Filter<StoredThread> = { _id, version: seen, ...(heard !== undefined && { heard }) };
      const $set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const $unset = Object.fromEntries(undone.map((field) => [field, true as const]));
      return found(await threads.update(filter, { $set, $unset, $inc: { version: 1 } }));
    },

    async stirBridgeThread({ bridgeId, root }) {
      return found(await threads.update({ bridgeId, root }, { $set: { open: true }, $inc: { heard: 1 } }));
    },
  };

  /** All of a conversation's that rest go on. */
  async function wakeAll(conversationId: string, from: number): Promise<void> {
    for (const known of await threads.find({ conversationId })) await wake(known, undefined, from);
  }

  return {
    handlers,
    /** Notes that somebody is about to take a conversation, which goes on where it is shown: every node sees that. Safe to repeat. */
    intend({ id, seq }: Conversation, _id: string, happening: Happening) {
      return happening.type === "claimed" ? wakeAll(id, seq + 1) : undefined;
    },
    erase: (conversationId: string) => threads.remove({ conversationId }),
  };
}
