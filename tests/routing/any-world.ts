import {
  agent,
  MINUTE,
  NOW,
  usual,
  waiting,
} from "../../packages/engine/src/services/dialog/routing/world.test.kit.ts";
import type { RoutingPolicy, World } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Random } from "../chaos/random.ts";

/** A world as it may be, and worse. */
export function anyWorld(random: Random): World {
  const teams = ["sales", "tax", "all"];
  const some = <T>(list: readonly T[]) => list.filter(() => random.chance(0.4));
  const agents = Array.from({ length: random.between(0, 12) }, (_, index) =>
    agent(`agent ${index}`, {
      takes: random.chance(0.8),
      capacity: random.between(1, 5),
      load: random.between(0, 6),
      idleSince: NOW - random.between(0, 5) * MINUTE,
      teams: some(teams),
      skills: Object.fromEntries(some(["tax", "refunds"]).map((skill) => [skill, random.between(1, 5)])),
      languages: some(["en", "zh"]),
      ...(random.chance(0.2) && { inboxes: some(["site", "app"]) }),
    }),
  );
  const anyAgent = () => `agent ${random.between(0, 12)}`;
  const all = Array.from({ length: random.between(0, 40) }, (_, index) =>
    waiting(`conversation ${index}`, {
      since: NOW - random.between(0, 40) * MINUTE,
      priority: random.between(0, 3),
      need: {
        inboxId: random.pick(["site", "app"]),
        weight: random.pick([1, 1, 1, 2, 5]),
        ...(random.chance(0.3) && { team: random.pick(teams) }),
        ...(random.chance(0.3) && { skills: { [random.pick(["tax", "refunds"])]: random.between(1, 5) } }),
        ...(random.chance(0.3) && { language: random.pick(["en", "zh"]) }),
      },
      ...(random.chance(0.1) && { vip: true }),
      ...(random.chance(0.2) && { last: anyAgent() }),
      ...(random.chance(0.1) && { only: anyAgent() }),
      ...(random.chance(0.1) && { declined: [anyAgent()] }),
      ...(random.chance(0.5) && { due: NOW + random.between(-9, 9) * MINUTE }),
    }),
  );
  const policy: RoutingPolicy = {
    ...usual,
    order: random.pick(["oldest", "due"]),
    tie: random.pick(["idle", "spare"]),
    keepsSpecialists: random.chance(0.5),
    closed: random.chance(0.3) ? [random.pick(teams)] : [],
    overflow: random.chance(0.3) ? [{ team: "tax", after: 5 * MINUTE, to: "all" }] : [],
  };
  return { now: NOW, waiting: all, agents, policy };
}
