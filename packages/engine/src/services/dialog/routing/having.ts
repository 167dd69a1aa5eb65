import type { RoutingSettings } from "@parley/protocol";
import type { Collection } from "../../../store/store.ts";
import type { StoredHead } from "../stored-heads.ts";
import { offerIn } from "./over.ts";
import type { Having, PresentAgent } from "./world-of.ts";

export const weightOf = ({ head }: StoredHead, weights: RoutingSettings["weights"]): number =>
  weights[head.conversation.channel] ?? 1;

/** What some agents are asked to take. A version before leaves in the list what nobody is asked any more. */
export const offeredTo = async (conversations: Collection<StoredHead>, agentId: string | { $in: string[] }) =>
  (await conversations.find({ status: "queued", offeredTo: agentId })).filter(({ head }) => offerIn(head.conversation));

/** What each of some agents has, is asked to take, and when they were given something last. */
export async function havingOf(
  conversations: Collection<StoredHead>,
  agents: readonly PresentAgent[],
  { weights }: RoutingSettings,
): Promise<ReadonlyMap<string, Having>> {
  const agentId = { $in: agents.map(({ id }) => id) };
  // Asked for before held: what is taken in between is in one of both.
  const offered = await offeredTo(conversations, agentId);
  const held = await conversations.find({ agentId });
  const last = await Promise.all(
    agents.map(({ id }) => conversations.find({ givenTo: id }, { sort: { givenAt: -1 }, limit: 1 })),
  );
  const theirs = new Map(agents.map(({ id }) => [id, new Map<string, number>()]));
  const weigh = (id: string | undefined, one: StoredHead) =>
    id !== undefined && theirs.get(id)?.set(one._id, weightOf(one, weights));
  for (const one of offered) weigh(one.offeredTo, one);
  for (const one of held) weigh(one.agentId, one);
  const asked = new Set(offered.map(({ offeredTo }) => offeredTo));
  return new Map<string, Having>(
    agents.map(({ id }, at) => {
      const load = [...(theirs.get(id)?.values() ?? [])].reduce((sum, weight) => sum + weight, 0);
      return [id, { load, isAsked: asked.has(id), givenAt: last[at]?.[0]?.givenAt ?? 0 }];
    }),
  );
}
