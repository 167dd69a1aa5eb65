import { type Able, createAble, openDesk } from "./desks.ts";
import { createOrder } from "./order.ts";
import type { World } from "./world.ts";

/** How an agent gets on. */
export interface Pace {
  agentId: string;
  /** Conversations that they have. */
  held: number;
  /** When they were given one within the last hour, the first one first. */
  given: readonly number[];
}

/** Milliseconds from now between which a conversation is taken in eight of ten cases. */
export interface Expected {
  from: number;
  until: number;
}

/** For how long back it counts what agents were given. */
export const LATELY = 60 * 60_000;
/** With fewer in that time nobody can tell. */
const FEWEST = 5;
/** Milliseconds for which those who are there must have worked: before, what they have has hardly begun, and they seem to be quick. */
const BEGUN = 10 * 60_000;

/**
 * When those who wait are taken, who is next first. A place that comes free is worth as much as those who can take it have lately finished; who
 * is before somebody counts by how far the same agents are for both. Nothing is said of whom nobody is there for, or while too little
 * happened. Pure.
 */
export function expectedWaits(world: World, paces: readonly Pace[]): Map<string, Expected> {
  const each = timeOfOne(paces, world.now);
  const expected = new Map<string, Expected>();
  if (each === undefined) return expected;
  const held = new Map(paces.map((pace) => [pace.agentId, pace.held]));
  const desks = world.agents.filter(({ takes }) => takes).map(openDesk);
  const able = createAble(desks, world);
  const line = createLine();
  const isMixed = hasSeveralPriorities(world);
  const order = createOrder(world, (one) => {
    const theirs = able.of(one);
    return theirs.desks.length > 0 ? theirs : undefined;
  });
  for (let next = order.next(); next; next = order.next()) {
    const { one, queue } = next;
    const place = line.join(queue.asks);
    // Somebody who is there has a place that comes free, however little they have now.
    const places = queue.asks.desks.reduce((sum, { agent }) => sum + Math.max(1, held.get(agent.id) ?? 0), 0);
    expected.set(one.id, spread(place, (place * each) / places, isMixed && !one.vip ? overtakenBy(one.priority) : 1));
  }
  return expected;
}

/**
 * Eight of ten of simulated waits are within it (`npm run simulate -- waits`, whose seeds 1007 and 7 these numbers are from). The further back in
 * line, the less it matters who of those before takes long.
 */
function spread(place: number, mean: number, longer: number): Expected {
  const far = Math.log(place);
  return { from: mean * Math.min(0.5, 0.135 + 0.115 * far), until: mean * longer * Math.max(1.5, 2.7 - 0.37 * far) };
}

/** Whether some are before others for another reason than that they came first. */
function hasSeveralPriorities({ waiting: [first, ...others] }: World): boolean {
  return others.some(({ priority, vip }) => priority !== first?.priority || vip !== first.vip);
}

/**
 * How many times as long it may take, as others come later and are taken before them: most for low, hardly for urgent. From the same simulated
 * days.
 */
const overtakenBy = (priority: number): number => (priority < 1 ? 1.4 : 1.08);

/** For how long an agent has a conversation: all that they have, by how many they were given (Little's law). */
function timeOfOne(paces: readonly Pace[], now: number): number | undefined {
  const given = paces.reduce((sum, pace) => sum + pace.given.length, 0);
  // Who began a while ago has not worked for the whole hour.
  const spent = paces.reduce((sum, pace) => sum + pace.held * (now - (pace.given[0] ?? now - LATELY)), 0);
  const held = paces.reduce((sum, pace) => sum + pace.held, 0);
  return given < FEWEST || held === 0 || spent < held * BEGUN ? undefined : spent / given;
}

/** Those who are before somebody, counted by how many of their agents are that one's too. */
function createLine() {
  const ahead = new Map<Able, number>();
  const shares = new Map<Able, Map<Able, number>>();

  function shareOf(other: Able, mine: Able): number {
    const known = shares.get(mine) ?? new Map<Able, number>();
    shares.set(mine, known);
    const share = known.get(other) ?? other.desks.filter((desk) => mine.has(desk)).length / other.desks.length;
    known.set(other, share);
    return share;
  }

  return {
    /** The place of one more. */
    join(mine: Able): number {
      let place = 1;
      for (const [other, count] of ahead) place += count * shareOf(other, mine);
      ahead.set(mine, 1 + (ahead.get(mine) ?? 0));
      return place;
    },
  };
}
