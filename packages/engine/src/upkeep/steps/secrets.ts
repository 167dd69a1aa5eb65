import { NO_KEYS, type SecretKeys } from "../../store/secrets/keys.ts";
import type { Migration } from "../migration.ts";
import { sealSecrets, unsealSecrets } from "../secrets.ts";

/** What channels have noted that no version before knows, nor erases. */
const UNKNOWN_BEFORE = ["channelFiles", "channelMemory"];

/** Secrets of inboxes are sealed. Without a key, or where none can be made, they stay as they are until there is one. */
export const secrets: Migration = {
  version: 5,
  says: "secrets of inboxes are sealed",
  up: async ({ store, keys }) => void (await sealSecrets(store, orNone(keys))),
  async down({ store, keys }) {
    await unsealSecrets(store, keys);
    const there = (await store.collections()).map(({ name }) => name);
    for (const name of UNKNOWN_BEFORE) if (there.includes(name)) await store.collection(name).remove({});
    await store.scrub();
  },
};

const orNone = (keys: SecretKeys): SecretKeys => ({ ...keys, sealing: () => keys.sealing().catch(NO_KEYS.sealing) });
