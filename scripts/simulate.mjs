// `npm run simulate -- NAME [options]`: one of the simulations in `simulations/`, which need no engine that runs.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { makeReady, root, run } from "./ready.mjs";

const [name, ...args] = process.argv.slice(2);
const script = join(root, "simulations", `${name}.ts`);
if (!name || !existsSync(script)) {
  const names = readdirSync(join(root, "simulations")).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
  console.error(`npm run simulate -- NAME, where NAME is one of ${names.join(", ")}.`);
  process.exit(1);
}
try {
  makeReady();
  run(process.execPath, ["--conditions=@parley/source", "--import", "tsx", script, ...args]);
} catch {
  process.exit(1);
}
