// `npm run bench -- NAME [--quick] [--json FILE]`: one of the scripts in `bench/`. Servers are the engine as it is built; what
// measures a single part of it takes that from its source. Some have options of their own: `--help` lists them.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { makeReady, root, run } from "./ready.mjs";

const [name, ...args] = process.argv.slice(2);
const script = join(root, "bench", `${name}.ts`);
if (!name || !existsSync(script)) {
  const names = readdirSync(join(root, "bench")).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  console.error(`npm run bench -- NAME [--quick] [--json FILE], where NAME is one of ${names.join(", ")}.
Options that only some have: npm run bench -- NAME --help.`);
  process.exit(1);
}
try {
  makeReady();
  run(process.execPath, ["--import", "tsx", script, ...args]);
} catch {
  process.exit(1);
}
