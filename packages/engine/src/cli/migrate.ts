import { openStore } from "../store/open.ts";
import { migrate, newestOf } from "../upkeep/migrate.ts";
import { command, STORE, STORE_USAGE, storeOf } from "./command.ts";

const USAGE = `Usage: parley migrate [--to VERSION] [--store PLACE]

Brings the store's documents to the layout of this version of Parley, as every start of the engine does, or back to an older layout
before an older version of Parley is started. For going back stop the engine first.

  --to VERSION   the schema to go to; ${newestOf()} unless told
  ${STORE_USAGE}`;

const OPTIONS = { to: { type: "string" }, ...STORE } as const;

/** Runs `parley migrate`. */
export const run = command({ usage: USAGE, options: OPTIONS }, async (values) => {
  const { to } = values;
  const store = await openStore(storeOf(values));
  try {
    const version = await migrate(store, { say: console.log, ...(to !== undefined && { to: Number(to) }) });
    console.log(`${store.description} has schema ${version}.`);
    return 0;
  } finally {
    await store.close();
  }
});
