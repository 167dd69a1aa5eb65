import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { startRedis } from "../support/redis.ts";
import type { Mood } from "./crowd.ts";
import { createNode, type EngineNode } from "./engine-node.ts";
import type { Fault, Plan } from "./faults.ts";
import { ELSEWHERE, HAPPENINGS } from "./happenings.ts";
import type { Random } from "./random.ts";
import { storedLogs } from "./stored.ts";
import { linkStore } from "./store-link.ts";

export interface WorldParts extends Plan {
  random: Random;
  /** Folder for what the run leaves on disk. */
  folder: string;
  mood: Mood;
  /** Where another house takes messages for its people. */
  deliverTo: string;
  /** The process of that MongoDB, if it may be stopped and continued; otherwise its connections are. */
  mongoPid?: number | undefined;
  onFault: (what: string) => void;
}

/** Engines, what they need, and everything that can go wrong with them. */
export async function createWorld(parts: WorldParts) {
  const { random, folder, store, onFault } = parts;
  const redis = parts.nodes > 1 ? await startRedis() : undefined;
  const direct = store === "mongodb" ? (parts.mongoUrl ?? "") : join(folder, "data");
  const linked = store === "mongodb" ? await linkStore(direct) : { link: undefined, url: direct };
  const storeLink = linked.link;
  const nodes: EngineNode[] = [];
  const problems: string[] = [];
  const deaths = random.fork("deaths");
  let over = false;
  let closed = false;

  for (let index = 0; index < parts.nodes; index++) {
    const node = await createNode({
      store: linked.url,
      redisUrl: redis?.url,
      deliverTo: parts.deliverTo,
      log: join(folder, `node-${index}.log`),
      clock: parts.nodes > 1 ? (index - 1) * 3_600_000 : 0,
      commitsToLive: () => (over ? 0 : Math.round(deaths.between(100, 800) / parts.intensity)),
      onCrash(crash) {
        if (closed) return;
        if (crash === "at a commit") onFault("died between commit and acknowledgement");
        if (crash === "by itself") problems.push(`node ${index} ended though nobody had asked it to`);
        setTimeout(() => void (closed || node.start()), deaths.between(100, 1_000));
      },
    });
    nodes.push(node);
  }
  await Promise.all(nodes.map((node) => node.start()));

  async function bringAbout(fault: Fault): Promise<void> {
    const node = nodes[fault.node];
    if (!node) return;
    const onProblem = (what: string) => void problems.push(what);
    const scene = { ...parts, fault, node, nodes, redis, storeLink, onProblem };
    // The node may be ended by another fault just then.
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      if (!ELSEWHERE.has(fault.kind)) await connected(node);
      if (await HAPPENINGS[fault.kind](scene)) return onFault(fault.kind);
    }
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
      const ofNodes = logs.flatMap((log, index) => [
        ...(ended[index] ? [] : [`node ${index} did not end when asked to`]),
        ...(log.match(/^unhandled: .*/gm) ?? []).map((what) => `node ${index}: ${what}`),
      ]);
      return [...problems, ...ofNodes];
    },
    /** What is stored. */
    logs: () => storedLogs(direct),
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

/** Trouble needs somebody to trouble: after a restart people first have to come back and say something. */
async function connected({ link }: EngineNode): Promise<void> {
  const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
  for (let waited = 0; link.size < 3 && waited < LONGEST_START; waited += 100) await sleep(100);
  await sleep(PEACE);
}
/** How often it is tried to bring a fault about. */
const MOST_ATTEMPTS = 2;
/** Milliseconds that a fault waits for a node to be there again, and that it leaves to those who came back. */
const LONGEST_START = 10_000;
const PEACE = 500;
