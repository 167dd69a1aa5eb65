import { arrange, filter, firstOf, type Heap, type Ranked, takeFirst } from "./heap.ts";
import type { Assignment, RoutingPolicy, Waiting, World } from "./world.ts";

const URGENT = 3;
/** Larger than any time of these centuries in milliseconds; what it is multiplied with stays a whole number that is exact. */
const PAST_ALL_TIMES = 1e14;

/** The priority that a conversation has by now. */
function priorityNow({ priority, since, vip }: Waiting, { ageing }: RoutingPolicy, now: number): number {
  if (vip) return URGENT + 1;
  const grown = ageing > 0 ? Math.floor(Math.max(0, now - since) / ageing) : 0;
  return Math.min(URGENT, priority + grown);
}

/** Until when it can still be taken as promised, where that decides. */
const dueBy = ({ due }: Waiting, { order }: RoutingPolicy, now: number) =>
  order === "due" && due !== undefined && due >= now ? due : undefined;

/** Whether it has waited for so long that others whose promise can still be kept do not go before it for ever. */
const isOld = ({ since }: Waiting, { ageing }: RoutingPolicy, now: number) => ageing > 0 && now - since >= ageing;

/** A number that is smaller the sooner a conversation is to be taken: first by priority, then by kept promises, then by time. */
function rankOf(one: Waiting, policy: RoutingPolicy, now: number): number {
  const more = 2 * (URGENT + 1 - priorityNow(one, policy, now));
  if (policy.order !== "due") return more * PAST_ALL_TIMES + one.since;
  const due = dueBy(one, policy, now);
  // Nothing can be kept any more, or was promised: behind those to whom something can.
  const isBehind = due === undefined && !isOld(one, policy, now);
  return (isBehind ? more + 1 : more) * PAST_ALL_TIMES + (due ?? one.since);
}

/** Something in its place among others: the lower rank first, then the id. */
interface Placed {
  rank: number;
  id: string;
}

const isBefore = (one: Placed, other: Placed) => (one.rank === other.rank ? one.id < other.id : one.rank < other.rank);

/** Those who ask for the same of the same agents, the next one first; `id` and `rank` are those of the first. */
export interface Queue<T> extends Placed {
  asks: T;
  heap: Heap;
}

/**
 * Who waits, the next one first, in queues of those of whom `asks` says the same; of whom it says nothing, they are left out.
 * Heaps: of ten thousand only as many are put in order as are asked for, and a queue that nobody has room for can be dropped as a whole.
 */
export function createOrder<T extends { at: number }>(world: World, asks: (one: Waiting) => T | undefined) {
  const { queues, all } = queuesOf(world, asks);
  for (const queue of queues) {
    arrange(queue.heap, all);
    place(queue, all);
  }
  for (let at = (queues.length >> 1) - 1; at >= 0; at -= 1) sink(queues, at);

  return {
    /** Takes the next one out, with its queue. */
    next(): { one: Waiting; queue: Queue<T> } | undefined {
      const queue = queues[0];
      const one = queue && takeFirst(queue.heap, all);
      if (!queue || !one) return undefined;
      place(queue, all);
      sink(queues, 0);
      return { one, queue };
    },

    /** Leaves of the queue that `next` came from only those that `keeps` says. */
    thin(queue: Queue<T>, keeps: (one: Waiting) => boolean): void {
      filter(queue.heap, keeps, all);
      settle(queue);
    },

    /** Leaves none of the queue that `next` came from. */
    drop(queue: Queue<T>): void {
      queue.heap.length = 0;
      settle(queue);
    },
  };

  function settle(queue: Queue<T>): void {
    place(queue, all);
    // It can only have come to be later than it was.
    sink(queues, queues.indexOf(queue));
  }
}

function queuesOf<T extends { at: number }>({ waiting, policy, now }: World, asks: (one: Waiting) => T | undefined) {
  const queues: Queue<T>[] = [];
  const ranks = new Float64Array(waiting.length);
  // Whose queue is which, and how many are in each, before they are put in: nothing has to grow.
  const which = new Int32Array(waiting.length).fill(-1);
  let at = -1;
  for (const one of waiting) {
    at += 1;
    const asked = asks(one);
    if (!asked) continue;
    const { heap } = (queues[asked.at] ??= { asks: asked, heap: { places: NONE, length: 0 }, rank: 0, id: "" });
    heap.length += 1;
    which[at] = asked.at;
    ranks[at] = rankOf(one, policy, now);
  }
  fill(queues, which);
  // Of those whom nobody waits for there is none.
  return { queues: queues.flat(), all: { ones: waiting, ranks } };
}

const NONE = new Int32Array();

function fill(queues: readonly (Queue<unknown> | undefined)[], which: Int32Array): void {
  const places = new Int32Array(which.length);
  let from = 0;
  for (const queue of queues) {
    if (!queue) continue;
    const { heap } = queue;
    heap.places = places.subarray(from, (from += heap.length));
    heap.length = 0;
  }
  for (let at = 0; at < which.length; at += 1) {
    const heap = queues[which[at] ?? -1]?.heap;
    if (!heap) continue;
    heap.places[heap.length] = at;
    heap.length += 1;
  }
}

/** Says where a queue is among others: where its first one is, or behind all. */
function place(queue: Queue<unknown>, { ones, ranks }: Ranked): void {
  const first = firstOf(queue.heap);
  queue.rank = first === undefined ? Infinity : (ranks[first] ?? 0);
  queue.id = (first === undefined ? undefined : ones[first]?.id) ?? "";
}

/** Moves a queue deeper, to where nothing below is before it. */
function sink<T>(queues: Queue<T>[], from: number): void {
  const moving = queues[from];
  if (!moving) return;
  let at = from;
  for (let child = 2 * at + 1; child < queues.length; child = 2 * at + 1) {
    const [left, right] = [queues[child] as Queue<T>, queues[child + 1]];
    const next = right && isBefore(right, left) ? right : left;
    if (!isBefore(next, moving)) break;
    queues[at] = next;
    at = next === left ? child : child + 1;
  }
  queues[at] = moving;
}

/** Why a conversation is before others. */
export function whyNext(one: Waiting, policy: RoutingPolicy, now: number): Assignment["next"] {
  if (one.vip) return "vip";
  if (priorityNow(one, policy, now) > one.priority) return "aged";
  if (one.priority > 1) return "priority";
  return dueBy(one, policy, now) === undefined ? "oldest" : "due";
}
