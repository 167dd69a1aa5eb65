// `npm run chaos -- --seed N --seconds S [--store sqlite|mongodb] [--nodes K] [--faults X]`
import { parseArgs } from "node:util";
import { findMongo } from "../../packages/engine/src/store/mongo-server.ts";
import { redisInstalled } from "../support/redis.ts";
import { runChaos } from "./run.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    seconds: { type: "string", default: "60" },
    store: { type: "string", default: "sqlite" },
    nodes: { type: "string" },
    faults: { type: "string", default: "1" },
    visitors: { type: "string", default: "24" },
    agents: { type: "string", default: "10" },
    quiet: { type: "boolean", default: false },
  },
});
const store = values.store === "mongodb" ? "mongodb" : "sqlite";
const nodes = store === "sqlite" ? 1 : Number(values.nodes ?? 3);
const mongo = store === "mongodb" ? await findMongo() : undefined;
if (store === "mongodb" && (!mongo || (nodes > 1 && !redisInstalled()))) {
  console.error("This run needs a MongoDB (MONGODB_URI or mongod on the PATH), and redis-server for several nodes.");
  process.exit(2);
}

const result = await runChaos({
  seed: Number(values.seed),
  seconds: Number(values.seconds),
  store,
  nodes,
  replicaSet: /replicaSet=/.test(mongo?.uri ?? ""),
  intensity: Number(values.faults),
  visitors: Number(values.visitors),
  agents: Number(values.agents),
  rounds: [20_000, 30_000],
  mongoUrl: mongo?.uri,
  mongoPid: Number(process.env["MONGODB_PID"]) || undefined,
  say: (line) => {
    if (!values.quiet) console.log(line);
  },
});
await mongo?.stop();

const { deliveries, faults, lost, doubled, reordered, control, problems, byKind, kept } = result;
for (const [kind, count] of Object.entries(byKind)) console.log(`${String(count).padStart(4)} × ${kind}`);
for (const problem of problems.slice(0, 30)) console.log(`BROKEN: ${problem}`);
if (problems.length > 30) console.log(`BROKEN: and ${problems.length - 30} more`);
console.log(
  JSON.stringify({ deliveries, faults, lost, doubled, reordered, control, seed: Number(values.seed), store }),
);
process.exit(kept ? 0 : 1);
