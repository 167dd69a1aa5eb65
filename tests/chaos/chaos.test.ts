import { describe, expect, test } from "vitest";
import { findMongo } from "../../packages/engine/src/store/mongo-server.ts";
import { redisInstalled } from "../support/redis.ts";
import { type RunOptions, runChaos } from "./run.ts";

const SHORT = {
  seconds: 20,
  intensity: 1.3,
  visitors: 16,
  agents: 4,
  rounds: [3_000, 5_000],
  say: () => {},
} as const satisfies Partial<RunOptions>;

/** Runs, and milliseconds for all of them: a machine that does much else may be too slow for what was planned to come about. */
const RUNS = 3;
const PATIENCE = { timeout: RUNS * 150_000 };

/** Every run keeps all that was promised, and one of them has seen enough to prove it. */
async function keepsAll(options: Pick<RunOptions, "seed" | "store" | "nodes" | "mongoUrl">): Promise<void> {
  const said: string[] = [];
  for (let run = 0; run < RUNS; run++) {
    const { problems, tooLittle, ...counted } = await runChaos({ ...SHORT, ...options, seed: options.seed + run });
    expect(counted).toMatchObject({ lost: 0, doubled: 0, reordered: 0 });
    expect(problems).toEqual(tooLittle);
    if (tooLittle.length === 0) return;
    said.push(...tooLittle);
  }
  expect(said).toEqual([]);
}

test("nothing is lost, doubled or reordered on one node with the embedded store", PATIENCE, async () => {
  await keepsAll({ seed: 2, store: "sqlite", nodes: 1 });
});

const mongo = redisInstalled() ? await findMongo() : undefined;
if (!redisInstalled()) process.stderr.write("\nSKIPPED: chaos on three nodes needs redis-server on the PATH.\n\n");

describe.skipIf(!mongo)("with MongoDB and Redis", () => {
  test("nothing is lost, doubled or reordered on three nodes", PATIENCE, async () => {
    await keepsAll({ seed: 8, store: "mongodb", nodes: 3, mongoUrl: mongo?.uri });
    await mongo?.stop();
  });
});
