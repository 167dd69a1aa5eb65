import type { Random } from "./random.ts";
import { isLinkable, isReplicaSet } from "./store-link.ts";

export type StoreKind = "sqlite" | "mongodb";

export type FaultKind =
  | "kill node"
  | "kill writer"
  | "freeze node"
  | "cut links"
  | "freeze links"
  | "half-open links"
  | "dead links"
  | "slow readers"
  | "stalled readers"
  | "late links"
  | "wrong clock"
  | "rolling restart"
  | "kill Redis"
  | "freeze Redis"
  | "freeze store"
  | "cut store"
  | "store away"
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
  /** Address of a MongoDB database of its own. */
  mongoUrl?: string | undefined;
  /** 1 is 0.7 faults a second. */
  intensity: number;
}

/** What goes wrong in a run, and how long it goes on. */
export interface Schedule {
  faults: Fault[];
  milliseconds: number;
}

const EVERYWHERE: readonly FaultKind[] = [
  "kill node",
  "freeze node",
  "cut links",
  "freeze links",
  "half-open links",
  "slow readers",
  "late links",
  "wrong clock",
  "rolling restart",
];
/** These last until both ends, or the node, have done something about them, which is too long for a short run. */
const PATIENT: readonly FaultKind[] = ["dead links", "stalled readers"];
const REDIS: readonly FaultKind[] = ["kill Redis", "freeze Redis"];

/** What can go wrong with the store. There is no link in front of a set of servers: clients are told their addresses. */
function storeFaults({ store, mongoUrl = "" }: Plan): readonly FaultKind[] {
  if (store === "sqlite") return ["kill writer"];
  if (isReplicaSet(mongoUrl)) return ["step down"];
  return isLinkable(mongoUrl) ? ["freeze store", "cut store"] : [];
}

const HOUR = 3_600_000;
const PER_SECOND = 0.7;
/** From so many seconds on a run is long enough for what is patient, and for a store that stays away for long. */
const LONG = { patient: 40, away: 60 };
/** Milliseconds that a store is away when it is for long; the run lasts longer by that. */
const AWAY = 30_000;

/** The faults of a run, which follow from the seed alone. Every kind comes about equally often. */
export function planFaults(random: Random, plan: Plan): Schedule {
  const { seconds, nodes, intensity } = plan;
  const ofStore = storeFaults(plan);
  const patient = seconds >= LONG.patient ? PATIENT : [];
  const kinds = [...EVERYWHERE, ...patient, ...(nodes > 1 ? REDIS : []), ...ofStore];
  const away = ofStore.includes("cut store") && seconds >= LONG.away && random.chance(0.5);
  const milliseconds = seconds * 1_000 + (away ? AWAY : 0);
  const count = Math.max(1, Math.round(seconds * PER_SECOND * intensity));
  const apart = milliseconds / (count + 1);
  const draw = (at: number, kind: FaultKind): Fault => ({
    at: Math.round(at),
    kind,
    node: random.between(0, nodes - 1),
    milliseconds: random.between(300, 4_000),
    share: 0.3 + 0.7 * random.next(),
    offset: random.pick([-HOUR, HOUR]),
  });
  let bag: FaultKind[] = [];
  const faults = Array.from({ length: count }, (_, index) => {
    if (bag.length === 0) bag = random.shuffled(kinds);
    return draw(apart * (index + 0.5 + random.next()), bag.pop() ?? "cut links");
  });
  if (away) faults.push({ ...draw(milliseconds * (0.1 + 0.4 * random.next()), "store away"), milliseconds: AWAY });
  return { faults: faults.sort((a, b) => a.at - b.at), milliseconds };
}
