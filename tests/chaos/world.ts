import type { ConversationEvent } from "@parley/protocol";
import { MongoClient, MongoNetworkError } from "mongodb";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openStore } from "../../packages/engine/src/store/open.ts";
import type { Doc } from "../../packages/engine/src/store/store.ts";
import { type RedisServer, startRedis } from "../support/redis.ts";
import { createNode, type EngineNode } from "./engine-node.ts";
import type { Fault, Plan } from "./faults.ts";
import { type Link, openLink } from "./link.ts";
import type { Random } from "./random.ts";

export interface WorldParts extends Plan {
  random: Random;
  /** Folder for what the run leaves on disk. */
  folder: string;
  /** Address of a MongoDB database of its own. */
  mongoUrl?: string | undefined;
  /** The process of that MongoDB, if it may be stopped and continued; otherwise its connections are. */
  mongoPid?: number | undefined;
  onFault: (what: string) => void;
}

/** Engines, what they need, and everything that can go wrong with them. */
export async function createWorld(parts: WorldParts) {
  const { random, folder, store, onFault } = parts;
  const redis = parts.nodes > 1 ? await startRedis() : undefined;
  const direct = store === "mongodb" ? (parts.mongoUrl ?? "") : join(folder, "data");
  const storeLink = store === "mongodb" ? await linkTo(direct) : undefined;
  const nodes: EngineNode[] = [];
  const deaths = random.fork("deaths");
  let over = false;
  let closed = false;

  for (let index = 0; index < parts.nodes; index++) {
    const node = await createNode({
      store: storeLink ? through(direct, storeLink.port) : direct,
      redisUrl: redis?.url,
      log: join(folder, `node-${index}.log`),
      clock: parts.nodes > 1 ? (index - 1) * 3_600_000 : 0,
      commitsToLive: () => (over ? 0 : Math.round(deaths.between(100, 800) / parts.intensity)),
      onCrash() {
        if (closed) return;
        onFault("died between commit and acknowledgement");
        setTimeout(() => void (closed || node.start()), deaths.between(100, 1_000));
      },
    });
    nodes.push(node);
  }
  await Promise.all(nodes.map((node) => node.start()));

  async function bringAbout(fault: Fault): Promise<void> {
    const node = nodes[fault.node];
    if (!node) return;
    if (!ELSEWHERE.has(fault.kind)) await connected(node);
    const happens = await HAPPENINGS[fault.kind]({ ...parts, fault, node, nodes, redis, storeLink });
    if (happens) onFault(fault.kind);
  }

  return {
    nodes,
    bringAbout,
    /** Ends all trouble and waits until everything runs. */
    async heal(): Promise<void> {
      over = true;
      if (parts.mongoPid) process.kill(parts.mongoPid, "SIGCONT");
      storeLink?.heal();
      redis?.thaw();
      await redis?.kill();
      await redis?.start();
      for (const node of nodes) node.link.heal();
      await Promise.all(nodes.map((node) => node.start()));
    },
    /** Ends the engines as an operator would; resolves to what was wrong with that, or with what they did until then. */
    async stop(): Promise<string[]> {
      const ended = await Promise.all(nodes.map((node) => node.stop()));
      const logs = await Promise.all(nodes.map(({ log }) => readFile(log, "utf8")));
      return logs.flatMap((log, index) => [
        ...(ended[index] ? [] : [`node ${index} did not end when asked to`]),
        ...(log.match(/^unhandled: .*/gm) ?? []).map((what) => `node ${index}: ${what}`),
      ]);
    },
    /** What is stored, read without an engine. */
    async logs(): Promise<Map<string, ConversationEvent[]>> {
      const opened = await openStore(direct);
      const found = await opened.collection<Doc & ConversationEvent>("events").find({}, { sort: { seq: 1 } });
      await opened.close();
      const logs = new Map<string, ConversationEvent[]>();
      for (const event of found) logs.set(event.conversationId, [...(logs.get(event.conversationId) ?? []), event]);
      return logs;
    },
    async close(): Promise<void> {
      closed = true;
      for (const node of nodes) {
        await node.kill();
        await node.link.close();
      }
      await redis?.kill();
      await storeLink?.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof createWorld>>;

interface Scene {
  fault: Fault;
  node: EngineNode;
  nodes: readonly EngineNode[];
  redis: RedisServer | undefined;
  storeLink: Link | undefined;
  mongoPid?: number | undefined;
  mongoUrl?: string | undefined;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Faults that do not concern a node. */
const ELSEWHERE: ReadonlySet<Fault["kind"]> = new Set([
  "kill Redis",
  "freeze Redis",
  "freeze store",
  "cut store",
  "step down",
]);

/** Trouble needs somebody to trouble: after a restart people first have to come back and say something. */
async function connected({ link }: EngineNode): Promise<void> {
  for (let waited = 0; link.size < 3 && waited < LONGEST_START; waited += 100) await sleep(100);
  await sleep(PEACE);
}
/** Milliseconds that a fault waits for a node to be there again, and that it leaves to those who came back. */
const LONGEST_START = 10_000;
const PEACE = 500;

function trouble(kind: Parameters<Link["trouble"]>[0]) {
  return async ({ fault, node }: Scene): Promise<boolean> => {
    if (node.link.trouble(kind, fault.share) === 0) return false;
    setTimeout(() => node.link.heal(), kind === "swallowing" ? 2 * fault.milliseconds : fault.milliseconds);
    return true;
  };
}

/** How each fault is brought about. Resolves to whether there was anything to trouble. */
const HAPPENINGS: Record<Fault["kind"], (scene: Scene) => Promise<boolean>> = {
  async "kill node"({ fault, node }) {
    if (!node.running) return false;
    await node.kill();
    setTimeout(() => void node.start(), fault.milliseconds / 3);
    return true;
  },
  async "kill writer"({ node }) {
    node.order({ do: "kill-writer" });
    return node.running;
  },
  "cut links": async ({ fault, node }) => node.link.cut(fault.share) > 0,
  "freeze links": trouble("frozen"),
  "half-open links": trouble("swallowing"),
  "slow readers": trouble("slow-reader"),
  "late links": trouble("late"),
  async "wrong clock"({ fault, node }) {
    node.order({ do: "clock", offset: fault.offset });
    return node.running;
  },
  async "rolling restart"({ nodes }) {
    for (const node of nodes) {
      if (!node.running) continue;
      await node.stop();
      await node.start();
    }
    return true;
  },
  async "kill Redis"({ fault, redis }) {
    if (!redis) return false;
    await redis.kill();
    await sleep(fault.milliseconds);
    await redis.start();
    return true;
  },
  async "freeze Redis"({ fault, redis }) {
    redis?.freeze();
    await sleep(fault.milliseconds);
    redis?.thaw();
    return redis !== undefined;
  },
  async "freeze store"({ fault, storeLink, mongoPid }) {
    if (mongoPid) process.kill(mongoPid, "SIGSTOP");
    else storeLink?.trouble("frozen", 1);
    await sleep(fault.milliseconds);
    if (mongoPid) process.kill(mongoPid, "SIGCONT");
    else storeLink?.heal();
    return mongoPid !== undefined || storeLink !== undefined;
  },
  async "step down"({ mongoUrl }) {
    return mongoUrl !== undefined && (await stepDown(mongoUrl));
  },
  async "cut store"({ fault, storeLink }) {
    if (!storeLink) return false;
    storeLink.refuse(true);
    storeLink.cut(fault.share);
    // Longer than engines wait for a store, now and then.
    await sleep(2 * fault.milliseconds);
    storeLink.refuse(false);
    return true;
  },
};

/** Makes the primary of a replica set a secondary, so that another one is elected. */
async function stepDown(url: string): Promise<boolean> {
  const client = new MongoClient(url, { serverSelectionTimeoutMS: 2_000 });
  try {
    await client.db("admin").command({ replSetStepDown: 8, secondaryCatchUpPeriodSecs: 4 });
    return true;
  } catch (error) {
    // Before MongoDB 4.2 the server closed the connection instead of answering; a set without a primary has none to step down.
    return error instanceof MongoNetworkError;
  } finally {
    await client.close();
  }
}

/** A link to a server on this machine; to others, and to sets of servers, there is none. */
async function linkTo(url: string): Promise<Link | undefined> {
  const [, port] = /^mongodb:\/\/(?:127\.0\.0\.1|localhost):(\d+)\//.exec(url) ?? [];
  return port ? await openLink(Number(port)) : undefined;
}

const through = (url: string, port: number) => {
  const linked = url.replace(/:\d+\//, `:${port}/`);
  return linked.includes("directConnection")
    ? linked
    : `${linked}${linked.includes("?") ? "&" : "?"}directConnection=true`;
};
