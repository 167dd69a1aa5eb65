import type { RoutingPolicy, Waiting } from "../../packages/engine/src/services/dialog/routing/world.ts";
import type { Arrival } from "../routing/day.ts";
import { USUAL } from "../routing/policies.ts";
import { asWaiting, byPolicy, byPull, type Giving } from "../routing/run.ts";

/** How conversations are given out, and what the engine knows then of who waits. */
export interface Way {
  give: Giving;
  policy: RoutingPolicy;
  seen: (one: Arrival) => Waiting;
}

const given = (policy: RoutingPolicy): Way => ({ give: byPolicy(policy), policy, seen: asWaiting });

export const WAYS: Readonly<Record<string, Way>> = {
  // Who takes the oldest does not look at priorities.
  pull: { give: byPull, policy: USUAL, seen: ({ id, need, at }) => ({ id, need, since: at, priority: 1 }) },
  assign: given(USUAL),
  "assign, due first": given({ ...USUAL, order: "due" }),
};
