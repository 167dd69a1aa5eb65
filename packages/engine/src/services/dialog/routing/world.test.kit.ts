import type { RoutableAgent, RoutingPolicy, Waiting, World } from "./world.ts";

export const NOW = 1_800_000_000_000;
export const MINUTE = 60_000;
export const usual: RoutingPolicy = {
  order: "oldest",
  tie: "idle",
  keepsSpecialists: true,
  lastFor: 2 * MINUTE,
  ageing: 10 * MINUTE,
  reserveAfter: 5 * MINUTE,
  closed: [],
  overflow: [],
};
export const waiting = (id: string, given: Partial<Waiting> = {}): Waiting => ({
  id,
  need: { inboxId: "site", weight: 1 },
  since: NOW - MINUTE,
  priority: 1,
  ...given,
});
export const agent = (id: string, given: Partial<RoutableAgent> = {}): RoutableAgent => ({
  id,
  takes: true,
  capacity: 3,
  load: 0,
  idleSince: NOW - MINUTE,
  teams: [],
  skills: {},
  languages: [],
  ...given,
});
export const world = (parts: Partial<World>): World => ({ now: NOW, waiting: [], agents: [], policy: usual, ...parts });
export const need = (given: Partial<Waiting["need"]>) => ({ inboxId: "site", weight: 1, ...given });
