import type { Migration } from "../migration.ts";
import { sealSecrets, unsealSecrets } from "../secrets.ts";

/** Secrets of inboxes are sealed. On a MongoDB without a key they stay as they are until there is one. */
export const secrets: Migration = {
  version: 5,
  says: "secrets of inboxes are sealed",
  up: async ({ store, keys }) => void (await sealSecrets(store, keys)),
  down: async ({ store, keys }) => void (await unsealSecrets(store, keys)),
};
