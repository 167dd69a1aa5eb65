import { ChatError, type PastVersion } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc, Store } from "../../../store/store.ts";

/** A setting that is kept with its versions. */
export interface Versioned {
  /** One more with every change; absent where nothing has been changed yet, which is 0. */
  version?: number;
  /** When this version was made, and which member did. */
  at?: number;
  by?: string;
}

interface StoredVersion extends Doc, Omit<PastVersion, "version" | "at" | "by">, Versioned {
  /** What it is a version of: `inbox:web`, `workspace`, `bot`. */
  of: string;
  version: number;
}

/** What settings were before they were changed. Secrets are never in it. */
export const SETTINGS_HISTORY = defineCollection<StoredVersion>("settingsHistory", {
  owner: "dialog",
  indexes: [{ on: ["of", "version"], unique: true }],
});

/** Versions that are looked through at once. */
const SHOWN = 100;

/**
 * Keeps what settings were. A version is put here before another takes its place, and by a key that only it has: who is cut
 * short in between leaves a version here that still holds, and of two who change at once both put the same.
 */
export function createHistory(store: Store) {
  const history = SETTINGS_HISTORY.open(store);

  return {
    async keep(of: string, { version = 0, at, by }: Versioned, value: Record<string, unknown>): Promise<void> {
      const known = { ...(at !== undefined && { at }), ...(by !== undefined && { by }) };
      await history.insert({ _id: `${of}/${version}`, of, version, ...known, value });
    },

    /** Those before the version that holds, the newest first. */
    async before(of: string, { version = 0 }: Versioned): Promise<PastVersion[]> {
      const found = await history.find({ of, version: { $lt: version } }, { sort: { version: -1 }, limit: SHOWN });
      return found.map(({ _id, of: _of, ...past }) => past);
    },
  };
}

/** Throws `conflict` unless the version that was seen is the one that holds. */
export function requireSeen(seen: number, { version = 0 }: Versioned): void {
  if (seen !== version) throw changedMeanwhile(version);
}

/** Somebody else was faster. */
export const changedMeanwhile = (version?: number) =>
  new ChatError("conflict", "Somebody has changed these settings meanwhile.", {
    ...(version !== undefined && { details: { version } }),
  });
