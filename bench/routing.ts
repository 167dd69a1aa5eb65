/**
 * Who gets which conversation: one round of `assign` with 500 agents and 10,000 who wait, in worlds that follow from a seed. In half of the
 * rounds every agent has room, in the others nearly all are full.
 */
import { assign } from "../packages/engine/src/services/dialog/routing/assign.ts";
import type { Need, RoutingPolicy, World } from "../packages/engine/src/services/dialog/routing/world.ts";
import { createRandom, type Random } from "../tests/chaos/random.ts";
import { median, percentile, quick, report } from "./kit/figures.ts";

const [AGENTS, WAITING, ROUNDS] = quick ? [50, 1_000, 20] : [500, 10_000, 200];
/** Milliseconds of a round that 95 of 100 may take at most. */
const MOST = 5;
const NOW = 1_800_000_000_000;
const MINUTE = 60_000;
const SKILLS = ["orders", "returns", "tax", "technical"];
const TEAMS = ["first", "second", "third"];
const POLICY: RoutingPolicy = {
  order: "due",
  tie: "idle",
  keepsSpecialists: true,
  lastFor: 2 * MINUTE,
  ageing: 10 * MINUTE,
  reserveAfter: 5 * MINUTE,
  closed: ["third"],
  overflow: [{ team: "third", after: 5 * MINUTE, to: "first" }],
};

const random = createRandom(17);
const worlds = Array.from({ length: 10 }, (_, index) => worldOf(random.fork(`world ${index}`), index % 2 === 0));
// An engine has looked once a second before: what is compiled by then is not counted.
for (let round = 0; round < ROUNDS; round += 1) {
  const world = worlds[round % worlds.length] as World;
  assign(world);
  inOrder(world);
}
const rounds = Array.from({ length: ROUNDS }, (_, round) => worlds[round % worlds.length] as World);
const pairs = rounds.map((world) => ({ time: timeOf(() => assign(world)), sort: timeOf(() => inOrder(world)) }));
const times = pairs.map(({ time }) => time);
const [half, p95, sort] = [median(times), percentile(times, 0.95), median(pairs.map((pair) => pair.sort))];
console.table({ [`${AGENTS} agents, ${WAITING} waiting`]: { half, p95, most: Math.max(...times), sort } });
await report(
  `routing: a round with ${AGENTS} agents and ${WAITING} who wait`,
  [
    { figure: "median, ms", measured: half, better: "less" },
    { figure: "95 of 100, ms", measured: p95, better: "less", must: MOST },
    // Beside what was measured in the same moments, so that a busy machine, on which all takes longer, says something too.
    { figure: "median, times a sort of those who wait by time", measured: half / sort, better: "less" },
  ],
  { times },
);

function inOrder({ waiting }: World): unknown {
  return waiting.toSorted((one, other) => one.since - other.since);
}

/** Of the processor, which is nearly the same on a busy machine. */
function timeOf(run: () => unknown): number {
  const began = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1_000;
}

function worldOf(random: Random, isFree: boolean): World {
  const some = <T>(list: readonly T[]) => list.filter(() => random.chance(0.4));
  const agents = Array.from({ length: AGENTS }, (_, index) => ({
    id: `agent ${index}`,
    takes: random.chance(0.8),
    capacity: 4,
    load: isFree ? random.between(0, 3) : random.between(3, 9),
    idleSince: NOW - random.between(0, 600) * 1_000,
    teams: some(TEAMS),
    skills: Object.fromEntries(some(SKILLS).map((skill) => [skill, random.between(1, 5)])),
    languages: some(["en", "zh"]),
  }));
  // Those that follow from the same rule ask for the same.
  const needs: Need[] = Array.from({ length: 60 }, () => ({
    inboxId: "web",
    weight: random.pick([1, 1, 1, 2]),
    ...(random.chance(0.3) && { team: random.pick(TEAMS) }),
    ...(random.chance(0.5) && { skills: { [random.pick(SKILLS)]: random.between(1, 5) } }),
    language: random.pick(["en", "zh"]),
  }));
  const waiting = Array.from({ length: WAITING }, (_, index) => ({
    id: `conversation ${index}`,
    need: random.pick(needs),
    since: NOW - random.between(0, 3_600) * 1_000,
    due: NOW + random.between(-600, 600) * 1_000,
    priority: random.between(0, 3),
    ...(random.chance(0.2) && { last: `agent ${random.between(0, AGENTS - 1)}` }),
  }));
  return { now: NOW, waiting, agents, policy: POLICY };
}
