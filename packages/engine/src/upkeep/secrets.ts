import { keyIdOf, type Seal, sealedAnew } from "../store/secrets/seal.ts";
import type { SecretKeys } from "../store/secrets/keys.ts";
import { memoryPlace, openSecrets, resealed } from "../store/secrets/sealed-secrets.ts";
import type { Doc, Store } from "../store/store.ts";
import { pagesOf } from "./pages.ts";

interface Kept extends Doc {
  version?: number;
  secrets?: Record<string, string>;
}

interface Remembered extends Doc {
  inboxId: string;
  key: string;
  value: string;
  version: number;
}

const [INBOXES, MEMORY] = ["inboxes", "channelMemory"] as const;

/** Changes the secrets of inboxes, each unless somebody changes it at that moment. Resolves to how many inboxes there were to be changed. */
async function rewriteSecrets(
  store: Store,
  change: (id: string, secrets: Record<string, string>) => Record<string, string>,
): Promise<number> {
  const inboxes = store.collection<Kept>(INBOXES);
  let changed = 0;
  for await (const page of pagesOf(store.collection(INBOXES))) {
    for (const { doc } of page) {
      const { _id, secrets, version } = doc as unknown as Kept;
      const next = secrets && change(_id, secrets);
      if (!next || JSON.stringify(next) === JSON.stringify(secrets)) continue;
      await inboxes.update({ _id, version: version ?? { $exists: false } }, { $set: { secrets: next } });
      changed += 1;
    }
  }
  return changed;
}

/** Seals anew what channels remember, each unless it is changed at that moment. */
async function rewriteMemory(store: Store, seal: Seal): Promise<number> {
  const memory = store.collection<Remembered>(MEMORY);
  let changed = 0;
  for await (const page of pagesOf(store.collection(MEMORY))) {
    for (const { doc } of page) {
      const { _id, inboxId, key, value, version } = doc as unknown as Remembered;
      const next = sealedAnew(seal, value, memoryPlace(inboxId, key));
      if (next === value) continue;
      await memory.update({ _id, version }, { $set: { value: next } });
      changed += 1;
    }
  }
  return changed;
}

/**
 * Seals what secrets of inboxes are not sealed, and them and what channels remember where an older key has sealed it. Where there is no key yet, it
 * is made if there is something to seal. What cannot be opened stays. Resolves to how many documents there were to be changed.
 */
export async function sealSecrets(store: Store, keys: SecretKeys): Promise<number> {
  const has = (await kept(store)).length > 0;
  if (!has) return 0;
  const seal = await keys.sealing();
  if (!seal.seals) return 0;
  const inboxes = await rewriteSecrets(store, (id, secrets) => resealed(id, secrets, seal));
  const changed = inboxes + (await rewriteMemory(store, seal));
  // What was not sealed is in the files of the store as well.
  if (changed > 0) await store.scrub();
  return changed;
}

/** Takes the seals off, for a version that knows none. */
export async function unsealSecrets(store: Store, keys: SecretKeys): Promise<number> {
  const seal = await keys.opening();
  return await rewriteSecrets(store, (id, secrets) => openSecrets(id, secrets, seal));
}

/** What stands in a store of secrets: those of inboxes and what channels remember, as they are kept. */
async function kept(store: Store): Promise<string[]> {
  const there = (await store.collections()).map(({ name }) => name);
  const found: string[] = [];
  for (const name of [INBOXES, MEMORY].filter((one) => there.includes(one))) {
    for await (const page of pagesOf(store.collection(name))) {
      found.push(...page.flatMap(({ doc }) => (name === MEMORY ? String(doc["value"]) : secretsIn(doc as Kept))));
    }
  }
  return found;
}

const secretsIn = ({ secrets = {} }: Kept) => Object.values(secrets);

export interface Standing {
  sealed: number;
  unsealed: number;
  /** Ids of the keys that something is sealed with and that are not there. */
  missing: string[];
}

/** How the secrets of a store stand. */
export async function standingOf(store: Store, seal: Seal): Promise<Standing> {
  const all = await kept(store);
  const sealed = all.filter((one) => keyIdOf(one) !== undefined);
  const missing = sealed.flatMap((one) => (seal.canOpen(one) ? [] : (keyIdOf(one) ?? [])));
  return { sealed: sealed.length, unsealed: all.length - sealed.length, missing: [...new Set(missing)] };
}
