// One run of engines, people and faults; builds first if needed. Exits with 0 if every promise was kept, 1 if not, 2 if it could not run.
//
//   npm run chaos -- [--seed N] [--seconds S] [--store sqlite|mongodb] [--nodes K] [--faults X] [--visitors N] [--agents N] [--quiet]
//
//   --seed      what goes wrong and when follows from it (1)
//   --seconds   how long faults go on (60); from 60 on at least 35 faults and 10,000 deliveries are asked for
//   --store     sqlite (one node) or mongodb (MONGODB_URI, or mongod on the PATH; MONGODB_PID names its process, so that it can be stopped)
//   --nodes     engines on MongoDB (3); several need redis-server on the PATH
//   --faults    1 is 0.7 faults a second
//   --visitors  how many (24)
//   --agents    how many (14)
//   --quiet     only what came of it
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
