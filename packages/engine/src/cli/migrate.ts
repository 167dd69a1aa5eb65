import { readConfig } from "../config.ts";
import { openKeys } from "../store/secrets/keys.ts";
import { sealSecrets } from "../upkeep/secrets.ts";
import { openStore } from "../store/open.ts";
import { migrate, newestOf } from "../upkeep/migrate.ts";
import { command, STORE, STORE_USAGE, storeOf } from "./command.ts";

const USAGE = `Usage: parley migrate [--to VERSION] [--store PLACE]

Brings the store's documents to the layout of this version of Parley, as every start of the engine does, or back to an older layout
before an older version of Parley is started. For going back stop the engine first. Secrets of channels, and what they remember, that are
not sealed with the first key (SECRETS_KEY, or the file beside the store's folder) are sealed with it.

  --to VERSION   the schema to go to; ${newestOf()} unless told
  ${STORE_USAGE}`;

const OPTIONS = { to: { type: "string" }, ...STORE } as const;

/** Runs `parley migrate`. */
export const run = command({ usage: USAGE, options: OPTIONS }, async (values) => {
  const { to } = values;
  const where = storeOf(values);
  const keys = openKeys({ store: where, secretsKeys: readConfig(process.env).secretsKeys });
  const store = await openStore(where);
  try {
    const version = await migrate(store, { keys, say: console.log, ...(to !== undefined && { to: Number(to) }) });
    console.log(`${store.description} has schema ${version}.`);
    const sealed = version === newestOf() ? await sealSecrets(store, keys) : 0;
    if (sealed > 0) console.log(`Secrets in ${sealed} documents were sealed with the first key.`);
    return 0;
  } finally {
    await store.close();
  }
});
