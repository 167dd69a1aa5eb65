import { askReadiness, reasonOfSilence } from "../rpc/readiness.ts";
import type { Services } from "../services.ts";
import { REGISTRY, type ServiceName, SERVICES } from "../services/registry.ts";
import type { Cluster } from "../transport/cluster.ts";

/** How a process is, by its parts. */
export interface Condition {
  /** What keeps it from doing its work. */
  problems: Record<string, string>;
  /** What is worse than it should be while it still does its work. */
  weaknesses: Record<string, string>;
}

interface ConditionParts {
  services: Pick<Services, "store">;
  elsewhere: () => Promise<Condition>;
  cluster?: Pick<Cluster, "problem"> | undefined;
  /** Channels beside the web. */
  channels?: { problems: () => Record<string, string> };
  /** It is about to stop. */
  draining: boolean;
}

/** How a gateway is, with the store, the other nodes and the services it depends on. */
export async function conditionOf(parts: ConditionParts): Promise<Condition> {
  const { services, elsewhere, cluster, channels, draining } = parts;
  const [here, there] = await Promise.all([storeProblem(services), elsewhere()]);
  const redis = cluster?.problem();
  return {
    problems: { ...(draining && { engine: "draining" }), ...here, ...there.problems },
    weaknesses: { ...(redis && { redis }), ...channels?.problems(), ...there.weaknesses },
  };
}

/** What keeps the store of this process from being used, if one is used here. */
export async function storeProblem({ store }: Pick<Services, "store">): Promise<Record<string, string>> {
  try {
    await store?.ping();
    return {};
  } catch (error) {
    return { store: error instanceof Error ? error.message : "does not answer" };
  }
}

/** Milliseconds that another process has to say how it is, and for which that counts. */
const PATIENCE = 1_000;
const FRESH = 1_000;

/** Tells how the services are that run elsewhere, given their addresses: those who watch a gateway need not know of them. */
export function watchElsewhere(urls: Partial<Record<ServiceName, string>>): () => Promise<Condition> {
  let last: { at: number; condition: Promise<Condition> } | undefined;
  return () => {
    if (!last || performance.now() - last.at > FRESH) last = { at: performance.now(), condition: lookAt(urls) };
    return last.condition;
  };
}

async function lookAt(urls: Partial<Record<ServiceName, string>>): Promise<Condition> {
  const condition: Condition = { problems: {}, weaknesses: {} };
  // Several services may run in one process, which is asked once.
  const processes = [...new Set(Object.values(urls))];
  const found = new Map(await Promise.all(processes.map(async (url) => [url, await problemAt(url)] as const)));
  for (const name of SERVICES) {
    const problem = found.get(urls[name] ?? "");
    if (problem) (REGISTRY[name].needed ? condition.problems : condition.weaknesses)[name] = problem;
  }
  return condition;
}

async function problemAt(url: string): Promise<string | undefined> {
  try {
    const readiness = await askReadiness(url, PATIENCE);
    if (!readiness) return "is no engine";
    if (readiness.status !== "not ready") return undefined;
    return ["not ready", ...Object.entries(readiness.problems).map((problem) => problem.join(": "))].join("; ");
  } catch (error) {
    return `does not answer: ${reasonOfSilence(error)}`;
  }
}
