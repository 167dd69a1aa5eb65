import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { restore } from "../upkeep/restore.ts";
import { createCounter } from "./counter.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

const USAGE = `Usage: parley restore FILE [--store PLACE] [--force]

Fills a store from a backup of any store. The engine must not be running on it.

  --store PLACE  a folder or mongodb://...; as the environment says (STORE, DATA_DIR) unless told
  --force        replace everything in a store that is not empty

The whole file is checked before the store is touched, and what was stored is read back and compared by count and checksum. If it
is cut off, the engine refuses to start on the store until the same command has succeeded.`;

const OPTIONS = {
  store: { type: "string" },
  force: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Runs `parley restore`. */
export function run(args: string[]): Promise<number> {
  return reportingUsage(async () => {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const [file, ...others] = positionals;
    if (!file || others.length > 0) throw new UsageError(USAGE);
    const { store = readConfig(process.env).store, force } = values;
    const counter = createCounter();
    const { collections } = await restore({ file, to: store, force, say: counter.say, onProgress: counter.add });
    counter.finish();
    const documents = Object.values(collections).reduce((sum, { count }) => sum + count, 0);
    console.log(
      `Restored ${documents} documents in ${Object.keys(collections).length} collections; all were read back and are the same.`,
    );
    return 0;
  });
}
