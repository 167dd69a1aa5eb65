import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { backup } from "../upkeep/backup.ts";
import { createCounter } from "./counter.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

const USAGE = `Usage: parley backup FILE [--store PLACE] [--force]

Writes everything in the store to FILE, also while the engine runs.

  --store PLACE  a folder or mongodb://...; as the environment says (STORE, DATA_DIR) unless told
  --force        replace FILE if it exists

What it holds: of a folder exactly one moment. Of a MongoDB everything that was acknowledged before the backup began; of what
is written meanwhile some, but documents whole and every conversation without gaps.`;

const OPTIONS = {
  store: { type: "string" },
  force: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** Runs `parley backup`. */
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
    const { schema, collections } = await backup({ from: store, file, force, onProgress: counter.add });
    counter.finish();
    console.log(`${file} holds schema ${schema.version} and:`);
    for (const [name, { count, sha256 }] of Object.entries(collections)) {
      console.log(`  ${name.padEnd(16)} ${String(count).padStart(9)}  ${sha256}`);
    }
    return 0;
  });
}
