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
  const due = dueBy(one, policy, now);
  // Nothing can be kept any more, or was promised: behind those to whom something can.
  const isBehind = policy.order === "due" && due === undefined && !isOld(one, policy, now);
  const behind = 2 * (URGENT + 1 - priorityNow(one, policy, now)) + (isBehind ? 1 : 0);
  return behind * PAST_ALL_TIMES + (due ?? one.since);
}

/** Something in its place among others: the lower rank first, then the id. */
interface Placed {
  rank: number;
  id: string;
}

interface Ranked extends Placed {
  one: Waiting;
}

/** Those who ask for the same of the same agents, the next one first; `id` and `rank` are those of the first. */
export interface Queue<T> extends Placed {
  asks: T;
  heap: Ranked[];
}

const isBefore = (one: Placed, other: Placed) => (one.rank === other.rank ? one.id < other.id : one.rank < other.rank);

/**
 * Who waits, the next one first, in queues of those of whom `asks` says the same for as much room; of whom it says nothing, they are left out.
 * Heaps: of ten thousand only as many are put in order as are asked for, and a queue that nobody has room for can be dropped as a whole.
 */
export function createOrder<T extends object>(world: World, asks: (one: Waiting) => T | undefined) {
  const queues = [...queuesOf(world, asks)];
  for (const queue of queues) settle(queue);
  toHeap(queues);

  return {
    /** Takes the next one out, with its queue. */
    next(): { one: Waiting; queue: Queue<T> } | undefined {
      const queue = queues[0];
      const first = queue && pop(queue.heap);
      if (!queue || !first) return undefined;
      settleFirst();
      return { one: first.one, queue };
    },

    /** Leaves of the queue that `next` came from only those that `keeps` says. */
    thin(queue: Queue<T>, keeps: (one: Waiting) => boolean): void {
      queue.heap = queue.heap.filter(({ one }) => keeps(one));
      settle(queue);
      toHeap(queues);
    },
  };

  function settleFirst(): void {
    const first = queues[0];
    if (!first) return;
    const [top] = first.heap;
    if (top) {
      first.rank = top.rank;
      first.id = top.id;
      sink(queues, 0, first);
    } else pop(queues);
  }
}

function* queuesOf<T extends object>(world: World, asks: (one: Waiting) => T | undefined): Generator<Queue<T>> {
  const found = new Map<T, Map<number, Queue<T>>>();
  const { policy, now } = world;
  for (const one of world.waiting) {
    const asked = asks(one);
    if (!asked) continue;
    let byWeight = found.get(asked);
    if (!byWeight) found.set(asked, (byWeight = new Map()));
    const ranked = { one, id: one.id, rank: rankOf(one, policy, now) };
    const queue = byWeight.get(one.need.weight);
    if (queue) queue.heap.push(ranked);
    else byWeight.set(one.need.weight, { asks: asked, heap: [ranked], rank: 0, id: "" });
  }
  for (const byWeight of found.values()) yield* byWeight.values();
}

/** Puts a queue's own in order, and the queue where its first one is; an empty one behind all. */
function settle<T>(queue: Queue<T>): void {
  toHeap(queue.heap);
  queue.rank = queue.heap[0]?.rank ?? Infinity;
  queue.id = queue.heap[0]?.id ?? "";
}

function toHeap(heap: Placed[]): void {
  for (let at = (heap.length >> 1) - 1; at >= 0; at -= 1) sink(heap, at, heap[at]);
}

function pop<T extends Placed>(heap: T[]): T | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (heap.length > 0) sink(heap, 0, last);
  return first;
}

/** Puts one where a place is empty, or deeper, so that nothing below is before what is above. */
function sink<T extends Placed>(heap: T[], from: number, moving: T | undefined): void {
  if (!moving) return;
  let at = from;
  for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
    const [left, right] = [heap[child] as T, heap[child + 1]];
    const next = right && isBefore(right, left) ? right : left;
    if (!isBefore(next, moving)) break;
    heap[at] = next;
    at = next === left ? child : child + 1;
  }
  heap[at] = moving;
}

/** Why a conversation is before others. */
export function whyNext(one: Waiting, policy: RoutingPolicy, now: number): Assignment["next"] {
  if (one.vip) return "vip";
  if (priorityNow(one, policy, now) > one.priority) return "aged";
  if (one.priority > 1) return "priority";
  return dueBy(one, policy, now) === undefined ? "oldest" : "due";
}
