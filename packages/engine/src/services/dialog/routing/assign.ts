import { type Able, choose, type Chosen, createAble, type Desk, hasRoom, mayHave, mostOf, openDesk } from "./desks.ts";
import { createOrder, whyNext } from "./order.ts";
import type { Assignment, Unassigned, Waiting, World } from "./world.ts";

/**
 * Who gets which conversation now. Pure: the same world has the same answer on every node, in whatever order its lists are.
 *
 * Conversations come one after the other, by VIP, priority, and `policy.order`. Each goes to whom it was handed, else to the agent it had
 * last, else to one who can do it and has room. Nobody gets more than their capacity, what they cannot do, or what their team does not
 * take now. What needs more room than anybody has left keeps an agent free from `policy.reserveAfter` on, so that small ones do not
 * overtake it for ever.
 */
export function assign(world: World): Assignment[] {
  const { agents, policy, now } = world;
  const sorted = agents.filter(({ takes }) => takes).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const desks = sorted.map(openDesk);
  const able = createAble(desks, world);
  const made: Assignment[] = [];
  const byAgent = new Map(desks.map((desk) => [desk.agent.id, desk]));
  let room = desks.reduce((sum, desk) => sum + desk.room, 0);

  const rooms = createRooms();
  const thinned = new Set<object>();
  const order = createOrder(world, (one) => {
    const theirs = able.of(one);
    return isForNobody(one, rooms.mostAtFirst(theirs), world) ? undefined : theirs;
  });
  for (let next = order.next(); next && room > 0; next = order.next()) {
    const { one, queue } = next;
    const theirs = queue.asks;
    const last = lastOf(one, byAgent, theirs);
    if (last && isHeld(last, one, world)) continue;
    const chosen = choose(last && hasRoom(last, one) ? [last] : rooms.withRoom(theirs), one, policy);
    if (!chosen) {
      room -= reserve(theirs.desks, one, world);
      const most = mostOf(rooms.withRoom(theirs));
      // Nobody has room for those behind it that ask for the same: only for who waits for long somebody is kept free.
      if (most < one.need.weight) thin(queue, most);
      continue;
    }
    const { desk } = chosen;
    made.push({
      conversationId: one.id,
      agentId: desk.agent.id,
      next: whyNext(one, policy, now),
      because: whyThem(one, chosen, last),
      among: chosen.among,
    });
    room -= one.need.weight;
    desk.room -= one.need.weight;
    // After all who were given nothing in this round, and in its order.
    desk.idleSince = now + made.length;
  }
  return made;

  function thin(queue: NonNullable<ReturnType<typeof order.next>>["queue"], most: number): void {
    if (most === 0) order.drop(queue);
    else if (!thinned.has(queue)) {
      thinned.add(queue);
      order.thin(queue, (other) => keepsFree(other, world));
    }
  }
}

/** Whether a conversation that asks for more room than anybody had at first keeps nobody free either. */
const isForNobody = (one: Waiting, most: number, world: World) =>
  most < one.need.weight && (most === 0 || !keepsFree(one, world));

/** Who of those who can do something has room: room only grows less, and who has none left is not looked at again. */
function createRooms() {
  const left: Desk[][] = [];
  const most: number[] = [];
  return {
    mostAtFirst: (theirs: Able): number => (most[theirs.at] ??= mostOf(theirs.desks)),
    withRoom({ at, desks }: Able): readonly Desk[] {
      const some = (left[at] ??= [...desks]);
      let kept = 0;
      for (const desk of some) if (desk.room > 0) some[kept++] = desk;
      some.length = kept;
      return some;
    },
  };
}

function whyThem(one: Waiting, { desk, because }: Chosen, last: Desk | undefined): Assignment["because"] {
  if (one.only === desk.agent.id) return "only";
  return desk === last ? "last" : because;
}

/** The agent that a conversation had last, if they may have it again. */
function lastOf(one: Waiting, byAgent: ReadonlyMap<string, Desk>, { has }: Able): Desk | undefined {
  const last = one.last === undefined ? undefined : byAgent.get(one.last);
  return last && has(last) && mayHave(last, one) ? last : undefined;
}

/** Whether a conversation waits for the agent it had last, who has no room now. */
const isHeld = (last: Desk, one: Waiting, { policy, now }: World) =>
  !hasRoom(last, one) && now - one.since < policy.lastFor;

/** Whether a conversation has waited for so long that an agent is kept free for it. */
const keepsFree = ({ since }: Waiting, { policy, now }: World) =>
  policy.reserveAfter > 0 && now - since >= policy.reserveAfter;

/** Keeps the agent free who is nearest to having room for it. Resolves to how much of the room that is. */
function reserve(desks: readonly Desk[], one: Waiting, world: World): number {
  if (!keepsFree(one, world)) return 0;
  const lacks = ({ agent }: Desk) => one.need.weight - agent.capacity + agent.load;
  let nearest: Desk | undefined;
  for (const desk of desks) if (mayHave(desk, one) && (!nearest || lacks(desk) < lacks(nearest))) nearest = desk;
  if (!nearest) return 0;
  const kept = nearest.room;
  nearest.room = 0;
  return kept;
}

/** Why a conversation that `assign` gave to nobody waits. */
export function whyNot(world: World, one: Waiting): Unassigned {
  const able = createAble(world.agents.map(openDesk), world);
  if (able.isClosed(one)) return "closed";
  const theirs = able.of(one).desks.filter((desk) => mayHave(desk, one));
  if (theirs.length === 0) return "nobody";
  const last = theirs.find(({ agent }) => agent.id === one.last);
  return last && isHeld(last, one, world) ? "last" : "full";
}
