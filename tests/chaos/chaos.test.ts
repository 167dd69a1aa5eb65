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

/** Everything that was promised, and a control that shows that it was not easy. */
const KEPT = { lost: 0, doubled: 0, reordered: 0, problems: [], kept: true };

test("nothing is lost, doubled or reordered on one node with the embedded store", async () => {
  const result = await runChaos({ ...SHORT, seed: 2, store: "sqlite", nodes: 1 });
  expect(result).toMatchObject(KEPT);
  expect(result.control.lost).toBeGreaterThan(0.005);
});

const mongo = redisInstalled() ? await findMongo() : undefined;
if (!redisInstalled()) process.stderr.write("\nSKIPPED: chaos on three nodes needs redis-server on the PATH.\n\n");

describe.skipIf(!mongo)("with MongoDB and Redis", () => {
  test("nothing is lost, doubled or reordered on three nodes", async () => {
    const result = await runChaos({ ...SHORT, seed: 8, store: "mongodb", nodes: 3, mongoUrl: mongo?.uri });
    expect(result).toMatchObject(KEPT);
    expect(result.control.lost).toBeGreaterThan(0.005);
    await mongo?.stop();
  });
});
