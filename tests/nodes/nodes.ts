import type { EngineOptions } from "@parley/engine";
import { onTestFinished } from "vitest";
import { findMongo, type MongoServer } from "../../packages/engine/src/store/mongo-server.ts";
import { type RunningEngine, serveEngine } from "../support/engine.ts";
import { redisInstalled, type RedisServer, startRedis } from "../support/redis.ts";

/** What several nodes share. */
export interface Shared {
  mongo: MongoServer;
  redis: RedisServer;
}

/** A MongoDB and a Redis to share, or nothing, said aloud, where one of them cannot be had. */
export async function findShared(): Promise<Shared | undefined> {
  if (!redisInstalled()) {
    process.stderr.write("\nSKIPPED: what concerns several nodes needs redis-server on the PATH.\n\n");
    return undefined;
  }
  const mongo = await findMongo();
  return mongo && { mongo, redis: await startRedis() };
}

/** An engine of this process, and where it keeps everything. */
export type Node = RunningEngine & { store: string };

/** A node over a shared store. It answers without a model, so that nothing is trained. */
export async function startNode(options: EngineOptions & { store: string }): Promise<Node> {
  const served = await serveEngine(options);
  onTestFinished(served.stop);
  return { ...served, folder: "", store: options.store };
}

/** Three nodes of one deployment, new for every test, that know of each other. */
export async function startThree({ mongo, redis }: Shared): Promise<[Node, Node, Node]> {
  const shared = { store: mongo.another(), redisUrl: redis.url };
  const nodes = [await startNode(shared), await startNode(shared), await startNode(shared)] as const;
  for (const { url } of nodes) await readiness(url, "ready");
  return [...nodes];
}

/** Waits until the node calls itself that: `ready`, `degraded`, `not ready`. */
export async function readiness(url: string, status: string): Promise<Record<string, unknown>> {
  for (;;) {
    const answer = (await (await fetch(`${url}/readyz`)).json()) as Record<string, unknown>;
    if (answer["status"] === status) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
