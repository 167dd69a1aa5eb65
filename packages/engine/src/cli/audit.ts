import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { createAudit } from "../services/users/audit.ts";
import { openSnapshot } from "../store/snapshot.ts";
import { reportingUsage, UsageError } from "./example-files.ts";

const USAGE = `Usage: parley audit [--limit N] [--store PLACE]

Prints who did what, the newest first: time, who, what, to what, from which address, separated by tabs.

  --limit N      entries at most; 100 unless told
  --store PLACE  a folder or mongodb://...; as the environment says (STORE, DATA_DIR) unless told`;

const OPTIONS = {
  limit: { type: "string" },
  store: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Runs `parley audit`. */
export function run(args: string[]): Promise<number> {
  return reportingUsage(async () => {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    if (values.help) {
      console.log(USAGE);
      return 0;
    }
    const limit = Number(values.limit ?? 100);
    if (positionals.length > 0 || !Number.isInteger(limit) || limit < 1) throw new UsageError(USAGE);
    const store = await openSnapshot(values.store ?? readConfig(process.env).store);
    try {
      for (const { at, by = "-", action, target, address = "-" } of await createAudit(store, Date.now).audit({
        limit,
      })) {
        console.log([new Date(at).toISOString(), by, action, target, address].join("\t"));
      }
      return 0;
    } finally {
      await store.close();
    }
  });
}
