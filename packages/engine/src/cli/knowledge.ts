import { readFile, writeFile } from "node:fs/promises";
import { text as readAll } from "node:stream/consumers";
import { parseArgs } from "node:util";
import { whoAmI, withUnderstanding } from "./understanding.ts";

const HELP = `Usage:
  parley import FILE ... [--format yaml|csv] [--store WHERE]
  parley export [FILE]   [--format yaml|csv] [--store WHERE]

Reads intents, articles and canned replies into the store, replacing those with the same id; or writes all of them.
FILE is - for standard input. Without --format the file's name tells; without FILE, YAML goes to standard output.
The embedded store belongs to one process: stop the engine first, or set NLU_URL to reach it.`;

type Format = "yaml" | "csv";

/** Runs `parley import` and `parley export`; resolves to the exit status, 1 if rows were left out. */
export async function run([action, ...args]: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { format: { type: "string" }, store: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  const fits = action === "export" ? positionals.length <= 1 : positionals.length > 0;
  if (values.help || !fits) {
    console.log(HELP);
    return values.help ? 0 : 2;
  }
  if (action === "export") return exportTo(positionals[0], values);
  return importFrom(positionals, values);
}

interface Options {
  format?: string | undefined;
  store?: string | undefined;
}

async function importFrom(files: readonly string[], { format, store }: Options): Promise<number> {
  return withUnderstanding(store, async (service) => {
    let left = 0;
    for (const file of files) {
      const text = file === "-" ? await readAll(process.stdin) : await readFile(file, "utf8");
      const { intents, articles, cannedReplies, problems } = await service.importKnowledge({
        format: formatOf(format, file),
        text,
        by: whoAmI(),
      });
      for (const problem of problems) console.error(`${file}: ${problem}`);
      console.log(`${file}: ${intents} intents, ${articles} articles, ${cannedReplies} canned replies`);
      left += problems.length;
    }
    return left > 0 ? 1 : 0;
  });
}

async function exportTo(file: string | undefined, { format, store }: Options): Promise<number> {
  const { text } = await withUnderstanding(store, (service) =>
    service.exportKnowledge({ format: formatOf(format, file ?? "") }),
  );
  if (file === undefined || file === "-") process.stdout.write(text);
  else await writeFile(file, text);
  return 0;
}

function formatOf(given: string | undefined, file: string): Format {
  if (given === "yaml" || given === "csv") return given;
  if (given !== undefined) throw new Error(`The format must be yaml or csv, not "${given}".`);
  return file.endsWith(".csv") ? "csv" : "yaml";
}
