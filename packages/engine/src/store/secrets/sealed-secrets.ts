import type { SecretKeys } from "./keys.ts";
import { openedBy, type Seal, sealedAnew } from "./seal.ts";

type Secrets = Readonly<Record<string, string>>;

/** Where a secret of an inbox is kept: nowhere else does it open. */
const placeOf = (inboxId: string, name: string) => ["inboxes", inboxId, name];

/** Where what a channel remembers under a key is kept. */
export const memoryPlace = (inboxId: string, key: string) => ["channelMemory", inboxId, key];

/** The secrets of an inbox, as its channel needs them. */
export function openSecrets(inboxId: string, kept: Secrets, seal: Seal): Record<string, string> {
  return mapped(kept, (secret, name) => seal.open(secret, placeOf(inboxId, name)));
}

/** The secrets of an inbox as they would be kept now: what was never sealed is, and what an older key has sealed is anew. */
export function resealed(inboxId: string, kept: Secrets, seal: Seal): Record<string, string> {
  return mapped(kept, (secret, name) => sealedAnew(seal, secret, placeOf(inboxId, name)));
}

/** The secrets of an inbox after a change, as they are kept. Those that are not named stay, an empty one goes. What stays as it was is kept as it was. */
export async function changedSecrets(
  inboxId: string,
  kept: Secrets,
  given: Secrets,
  keys: SecretKeys,
): Promise<Record<string, string>> {
  if (Object.keys(given).length === 0) return { ...kept };
  const named = Object.entries(given).filter(([, secret]) => secret !== "");
  const seal = named.length > 0 ? await keys.sealing() : await keys.opening();
  const before = resealed(inboxId, omitting(kept, Object.keys(given)), seal);
  const after = named.map(([name, secret]) => {
    const [known, place] = [kept[name], placeOf(inboxId, name)];
    const stays = known !== undefined && !seal.isOld(known) && openedBy(seal, known, place) === secret;
    return [name, stays ? known : seal.seal(secret, place)];
  });
  return { ...before, ...Object.fromEntries(after) };
}

const omitting = (secrets: Secrets, names: readonly string[]) =>
  Object.fromEntries(Object.entries(secrets).filter(([name]) => !names.includes(name)));

const mapped = (secrets: Secrets, change: (secret: string, name: string) => string) =>
  Object.fromEntries(Object.entries(secrets).map(([name, secret]) => [name, change(secret, name)]));
