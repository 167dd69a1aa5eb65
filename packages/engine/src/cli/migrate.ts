import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { openStore } from "../store/open.ts";
import { migrate, newestOf } from "../upkeep/migrate.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

const USAGE = `Usage: parley migrate [--to VERSION] [--store PLACE]

Brings the store's documents to the layout of this version of Parley, as every start of the engine does, or back to an older layout
before an older version of Parley is started. For going back stop the engine first.

  --to VERSION   the schema to go to; ${newestOf()} unless told
  --store PLACE  a folder or mongodb://...; as the environment says (STORE, DATA_DIR) unless told`;

const OPTIONS = { to: { type: "string" }, store: { type: "string" }, help: { type: "boolean", short: "h" } } as const;

/** Runs `parley migrate`. */
export function run(args: string[]): Promise<number> {
  return reportingUsage(async () => {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const { to, store: where = readConfig(process.env).store } = values;
    if (positionals.length > 0) throw new UsageError(USAGE);
    const store = await openStore(where);
    try {
      const version = await migrate(store, { say: console.log, ...(to !== undefined && { to: Number(to) }) });
      console.log(`${store.description} has schema ${version}.`);
      return 0;
    } finally {
      await store.close();
    }
  });
}
