// `npm run chaos -- --seed N --seconds S [--store sqlite|mongodb] [--nodes K] [--faults X]`: builds if needed, then one run.
import { spawn } from "node:child_process";
import { makeReady, root } from "./ready.mjs";

try {
  makeReady();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(2);
}
const parameters = ["--conditions=@parley/source", "--import", "tsx", "tests/chaos/chaos.ts", ...process.argv.slice(2)];
const run = spawn(process.execPath, parameters, { cwd: root, stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => run.kill(signal));
run.once("exit", (code) => process.exit(code ?? 1));
