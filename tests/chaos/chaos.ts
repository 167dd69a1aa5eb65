// What `npm run chaos` runs (scripts/chaos.mjs has the options), once everything is built. With --store mongodb it takes the MongoDB
// at MONGODB_URI or a mongod on the PATH. Where MONGODB_PID names that server's process, or the run has started it, the process
// itself is stopped and continued; otherwise only the link to it is.
import { findMongo } from "../../packages/engine/src/store/mongo-server.ts";
import { redisInstalled } from "../support/redis.ts";
import { readOptions, USAGE } from "./options.ts";
import { runChaos } from "./run.ts";

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(`${options}\n${USAGE}`);
  process.exit(2);
}
const { seed, store, nodes, quiet } = options;
const mongo = store === "mongodb" ? await findMongo() : undefined;
if (store === "mongodb" && (!mongo || (nodes > 1 && !redisInstalled()))) {
  console.error("This run needs a MongoDB (MONGODB_URI or mongod on the PATH), and redis-server for several nodes.");
  process.exit(2);
}

const result = await runChaos({
  ...options,
  rounds: [20_000, 30_000],
  mongoUrl: mongo?.uri,
  mongoPid: Number(process.env["MONGODB_PID"]) || mongo?.pid,
  say: (line) => {
    if (!quiet) console.log(line);
  },
});
await mongo?.stop();

const { deliveries, faults, lost, doubled, reordered, control, letters, problems, byKind, kept } = result;
for (const [kind, count] of Object.entries(byKind)) console.log(`${String(count).padStart(4)} × ${kind}`);
for (const problem of problems.slice(0, 30)) console.log(`BROKEN: ${problem}`);
if (problems.length > 30) console.log(`BROKEN: and ${problems.length - 30} more`);
console.log(JSON.stringify({ deliveries, faults, lost, doubled, reordered, control, letters, seed, store }));
process.exit(kept ? 0 : 1);
