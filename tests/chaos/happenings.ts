import type { RedisServer } from "../support/redis.ts";
import type { Mood } from "./crowd.ts";
import type { EngineNode } from "./engine-node.ts";
import type { Fault, FaultKind } from "./faults.ts";
import type { Link, Trouble } from "./link.ts";
import { stallReaders } from "./stall.ts";
import { stepDown } from "./store-link.ts";

export interface Scene {
  fault: Fault;
  node: EngineNode;
  nodes: readonly EngineNode[];
  mood: Mood;
  redis: RedisServer | undefined;
  storeLink: Link | undefined;
  mongoPid?: number | undefined;
  mongoUrl?: string | undefined;
  /** Hears what must not be, whatever is troubled. */
  onProblem: (what: string) => void;
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
/** Milliseconds in which both ends of a dead link notice, by pings every 10 s of which each may take 5 s, on a machine that is busy. */
const LONGEST_DEAD = 60_000;

function trouble(kind: Trouble, times = 1) {
  return async ({ fault, node }: Scene): Promise<boolean> => {
    const troubled = node.link.trouble(kind, fault.share);
    setTimeout(() => troubled.end(), times * fault.milliseconds);
    return troubled.size > 0;
  };
}

/** How each fault is brought about. Resolves to whether there was anything to trouble. */
export const HAPPENINGS: Record<FaultKind, (scene: Scene) => Promise<boolean>> = {
  async "kill node"({ fault, node }) {
    if (!node.running) return false;
    await node.kill();
    setTimeout(() => void node.start(), fault.milliseconds / 3);
    return true;
  },
  "kill writer": ({ node }) => node.order({ do: "kill-writer" }),
  async "freeze node"({ fault, node }) {
    const thaw = node.freeze();
    await sleep(fault.milliseconds);
    thaw?.();
    return thaw !== undefined;
  },
  "cut links": async ({ fault, node }) => node.link.cut(fault.share) > 0,
  "freeze links": trouble("frozen"),
  "half-open links": trouble("swallowing", 2),
  async "dead links"({ fault, node, onProblem }) {
    const dead = node.link.trouble("swallowing", fault.share / 3);
    const noticed = await Promise.race([dead.givenUp.then(() => true), sleep(LONGEST_DEAD).then(() => false)]);
    if (!noticed) onProblem(`a dead link of node ${fault.node} was not noticed in ${LONGEST_DEAD / 1000} s`);
    dead.end();
    return dead.size > 0;
  },
  "slow readers": trouble("slow-reader"),
  "stalled readers": ({ node, mood }) => stallReaders(node, mood),
  "late links": trouble("late"),
  "wrong clock": ({ fault, node }) => node.order({ do: "clock", offset: fault.offset }),
  async "rolling restart"({ nodes, onProblem }) {
    let restarted = false;
    for (const [index, node] of nodes.entries()) {
      if (!node.running) continue;
      if (!(await node.stop())) onProblem(`node ${index} did not end when it was to be restarted`);
      await node.start();
      restarted = true;
    }
    return restarted;
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
  "freeze store": ({ fault, storeLink, mongoPid }) => freezeStore(storeLink, mongoPid, fault.milliseconds),
  // Longer than engines wait for a store, now and then.
  "cut store": ({ fault, storeLink }) => takeAway(storeLink, fault.share, 2 * fault.milliseconds),
  // It is either silent or gone.
  "store away": ({ fault, storeLink, mongoPid }) =>
    fault.share < 0.65
      ? freezeStore(storeLink, mongoPid, fault.milliseconds)
      : takeAway(storeLink, 1, fault.milliseconds),
  async "step down"({ mongoUrl }) {
    return mongoUrl !== undefined && (await stepDown(mongoUrl));
  },
};

/** Faults that do not concern a node. */
export const ELSEWHERE: ReadonlySet<FaultKind> = new Set([
  "kill Redis",
  "freeze Redis",
  "freeze store",
  "cut store",
  "store away",
  "step down",
]);

async function freezeStore(link: Link | undefined, pid: number | undefined, milliseconds: number): Promise<boolean> {
  const frozen = pid ? undefined : link?.trouble("frozen", 1);
  if (pid) process.kill(pid, "SIGSTOP");
  await sleep(milliseconds);
  if (pid) process.kill(pid, "SIGCONT");
  frozen?.end();
  return pid !== undefined || frozen !== undefined;
}

/** How many hold the store back, by its link: it is there again when the last one lets go. */
const holding = new WeakMap<Link, number>();

async function takeAway(link: Link | undefined, share: number, milliseconds: number): Promise<boolean> {
  if (!link) return false;
  const hold = (more: number) => {
    const holders = (holding.get(link) ?? 0) + more;
    holding.set(link, holders);
    link.refuse(holders > 0);
  };
  hold(1);
  link.cut(share);
  await sleep(milliseconds);
  hold(-1);
  return true;
}
