import type { PassedOver } from "@parley/protocol";
import { createAble, hasRoom, mayHave, openDesk } from "./desks.ts";
import type { Assignment, Waiting, World } from "./world.ts";

/** Why others than its agent were not given a conversation, and how many of them. */
export function passedOver(world: World, one: Waiting, { agentId }: Pick<Assignment, "agentId">): PassedOver {
  const desks = world.agents.map(openDesk);
  const { has } = createAble(desks, world).of(one);
  const counts: PassedOver = {};
  for (const desk of desks) {
    if (desk.agent.id === agentId) continue;
    const reason = whyNotThem(desk, has(desk), one);
    counts[reason] = 1 + (counts[reason] ?? 0);
  }
  return counts;
}

function whyNotThem(desk: ReturnType<typeof openDesk>, can: boolean, one: Waiting): keyof PassedOver {
  if (!desk.agent.takes) return "away";
  if (!can) return "cannot";
  if (one.declined?.includes(desk.agent.id)) return "declined";
  if (!hasRoom(desk, one)) return "full";
  return mayHave(desk, one) ? "behind" : "cannot";
}
