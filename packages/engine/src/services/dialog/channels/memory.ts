import { defineCollection } from "../../../store/collections.ts";
import type { SecretKeys } from "../../../store/secrets/keys.ts";
import { openedBy, type Seal } from "../../../store/secrets/seal.ts";
import { memoryPlace } from "../../../store/secrets/sealed-secrets.ts";
import type { Doc, Store } from "../../../store/store.ts";
import type { Dialog } from "../contract.ts";

/** What a channel remembers of its account under a key: a token, a cursor. Sealed. */
export interface StoredMemory extends Doc {
  inboxId: string;
  key: string;
  value: string;
  version: number;
  /** When it is forgotten; milliseconds since 1970. */
  until?: number;
}

export const CHANNEL_MEMORY = defineCollection<StoredMemory>("channelMemory", {
  owner: "dialog",
  indexes: [{ on: ["until"] }],
});

/** Milliseconds between two removals of what is over. */
const SWEEP = 600_000;

export interface MemoryParts {
  store: Store;
  keys: SecretKeys;
  now: () => number;
}

/** What is remembered for channels, the same for all nodes. Of several who set a value one is first; the others are told. */
export function createMemory({ store, keys, now }: MemoryParts): Pick<Dialog, "recall" | "remember"> {
  const stored = CHANNEL_MEMORY.open(store);
  let swept = Number.NEGATIVE_INFINITY;

  async function sweep(): Promise<void> {
    if (now() < swept + SWEEP) return;
    swept = now();
    await stored.remove({ until: { $lt: now() } });
  }

  const isOver = ({ until }: StoredMemory) => until !== undefined && until <= now();
  /** What cannot be opened is forgotten: tokens and cursors are had anew, and nobody can enter them. */
  const opened = (found: StoredMemory, seal: Seal) =>
    isOver(found) ? undefined : openedBy(seal, found.value, memoryPlace(found.inboxId, found.key));

  return {
    async recall({ inboxId, key }) {
      const found = await stored.findOne({ _id: idOf(inboxId, key) });
      const value = found && opened(found, await keys.opening());
      return found && value !== undefined ? { value, version: found.version } : {};
    },

    async remember({ inboxId, key, value, seen, until }) {
      await sweep();
      const _id = idOf(inboxId, key);
      const seal = await keys.sealing();
      const sealed = seal.seal(value, memoryPlace(inboxId, key));
      const before = await stored.findOne({ _id });
      const holds = before && opened(before, seal) !== undefined ? before.version : 0;
      if (holds !== seen) return { set: false };
      const kept = { value: sealed, ...(until !== undefined && { until }) };
      // Numbers go on, also after one was swept, so that who has seen what is over sets nothing.
      if (!before) return { set: await stored.insert({ _id, inboxId, key, version: now(), ...kept }) };
      const version = before.version + 1;
      const $unset = until === undefined ? { until: true as const } : {};
      const set = await stored.update({ _id, version: before.version }, { $set: { ...kept, version }, $unset });
      return { set: set !== undefined };
    },
  };
}

const idOf = (inboxId: string, key: string) => JSON.stringify([inboxId, key]);
