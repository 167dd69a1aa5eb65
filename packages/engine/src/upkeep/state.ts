import { ChatError } from "@parley/protocol";
import type { Doc, Store, StoredCollection } from "../store/store.ts";

/** The collection in which a store says of itself how it stands. It is neither backed up nor moved: each store has its own. */
export const UPKEEP = "upkeep";

/** The layout of the documents in a store. */
export interface Schema extends Doc {
  version: number;
  /** The version that a migration, begun and not finished, leads to. */
  underway?: number;
  /** Whose turn it is to migrate, and a number that grows for as long as he is alive. */
  holder?: string;
  beat?: number;
}

/** Says that a store is being filled by a restore or a move, so that nobody takes half of it for all. */
export interface Incoming extends Doc {
  from: string;
  at: number;
}

/** The version of a store from before versions were written down. */
export const BASELINE = 1;

/** Opens what a store says of itself. */
export function openState(store: Store) {
  const schemas = store.collection<Schema>(UPKEEP);
  const incoming = store.collection<Incoming>(UPKEEP);
  return {
    schema: () => schemas.findOne({ _id: "schema" }),
    schemas,

    /** Writes the version, whatever was there. */
    async setSchema({ version, underway }: Pick<Schema, "version" | "underway">): Promise<void> {
      const change =
        underway === undefined
          ? { $set: { version }, $unset: { underway: true as const } }
          : { $set: { version, underway } };
      await schemas.update({ _id: "schema" }, change, { upsert: true });
    },

    incoming: () => incoming.findOne({ _id: "incoming" }),
    async beginIncoming(from: string, at: number): Promise<void> {
      await incoming.update({ _id: "incoming" }, { $set: { from, at } }, { upsert: true });
    },
    async endIncoming(): Promise<void> {
      await incoming.remove({ _id: "incoming" });
    },
  };
}
export type State = ReturnType<typeof openState>;

/** The collections of a store that hold what people put there, by name. */
export async function contentOf(store: Store): Promise<StoredCollection[]> {
  return (await store.collections()).filter(({ name }) => name !== UPKEEP);
}

/** Whether a store holds no document. */
export async function isEmpty(store: Store): Promise<boolean> {
  for (const { name } of await contentOf(store)) {
    if (await store.collection(name).findOne({})) return false;
  }
  return true;
}

/** Rejects with `unavailable` if a restore or a move has not brought everything yet. */
export async function refuseHalfFilled(store: Store): Promise<void> {
  const half = await openState(store).incoming();
  if (!half) return;
  throw new ChatError(
    "unavailable",
    `${store.description} is not complete: it is being filled from ${half.from}, since ${new Date(half.at).toISOString()}. ` +
      "If that is not running any more, run the same restore or move again.",
  );
}
