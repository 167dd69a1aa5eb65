import type { Random } from "./random.ts";

export type StoreKind = "sqlite" | "mongodb";

export type FaultKind =
  | "kill node"
  | "kill writer"
  | "cut links"
  | "freeze links"
  | "half-open links"
  | "slow readers"
  | "late links"
  | "wrong clock"
  | "rolling restart"
  | "kill Redis"
  | "freeze Redis"
  | "freeze store"
  | "cut store"
  | "step down";

/** Something that goes wrong, when and for how long. */
export interface Fault {
  /** Milliseconds after the start. */
  at: number;
  kind: FaultKind;
  node: number;
  milliseconds: number;
  /** Of the node's links. */
  share: number;
  /** Milliseconds by which a clock becomes wrong. */
  offset: number;
}

export interface Plan {
  seconds: number;
  store: StoreKind;
  nodes: number;
  /** Whether the store is a set of servers, one of which leads. */
  replicaSet: boolean;
  /** 1 is 0.65 faults a second. */
  intensity: number;
}

const EVERYWHERE: readonly FaultKind[] = [
  "kill node",
  "cut links",
  "freeze links",
  "half-open links",
  "slow readers",
  "late links",
  "wrong clock",
  "rolling restart",
];
const REDIS: readonly FaultKind[] = ["kill Redis", "freeze Redis"];

/** What can go wrong with the store. There is no link in front of a set of servers: clients are told their addresses. */
function storeFaults({ store, replicaSet }: Plan): readonly FaultKind[] {
  if (store === "sqlite") return ["kill writer"];
  return replicaSet ? ["step down"] : ["freeze store", "cut store"];
}
const HOUR = 3_600_000;
const PER_SECOND = 0.65;

/** The faults of a run, which follow from the seed alone. Every kind comes about equally often. */
export function planFaults(random: Random, plan: Plan): Fault[] {
  const { seconds, nodes, intensity } = plan;
  const kinds = [...EVERYWHERE, ...(nodes > 1 ? REDIS : []), ...storeFaults(plan)];
  const count = Math.max(1, Math.round(seconds * PER_SECOND * intensity));
  const apart = (seconds * 1000) / (count + 1);
  let bag: FaultKind[] = [];
  return Array.from({ length: count }, (_, index) => {
    if (bag.length === 0) bag = random.shuffled(kinds);
    return {
      at: Math.round(apart * (index + 0.5 + random.next())),
      kind: bag.pop() ?? "cut links",
      node: random.between(0, nodes - 1),
      milliseconds: random.between(300, 4_000),
      share: 0.3 + 0.7 * random.next(),
      offset: random.pick([-HOUR, 0, HOUR]),
    };
  });
}
