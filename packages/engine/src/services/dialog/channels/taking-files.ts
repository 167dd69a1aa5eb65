import type { Collection } from "../../../store/store.ts";
import type { AwaitedFile } from "../contract.ts";
import type { Events } from "../events.ts";
import type { StoredAwaited } from "./stored-files.ts";

/** Milliseconds that a taker has to fetch a file and say what came of it. */
const LEASE = 150_000;
/** Milliseconds after which a file is not fetched any more. */
const EXPIRES = 24 * 3_600_000;
/** Attempts for which the later files of a conversation wait: about a minute. One that cannot be had must not hold them for a day. */
const HOLDS = 6;
/** Files of an inbox, and of a conversation, that are looked at together. */
const [LOOKED_AT, IN_ORDER] = [500, 100];
/** Files of which is remembered since when they are as they are. */
const REMEMBERED = 20_000;

export interface TakingFilesParts {
  stored: Collection<StoredAwaited>;
  events: Events;
  now: () => number;
}

/** Says who may fetch which file now: of each conversation the first one, and each for one taker. */
export function createTakingFiles({ stored, events, now }: TakingFilesParts) {
  const unchanged = new Map<string, { as: string; since: number }>();
  /** How far the last look at an inbox came. */
  const passed = new Map<string, string>();

  /** Milliseconds for which this node has seen it as it is. */
  function rested({ _id, attempts, at, pause }: StoredAwaited): number {
    const as = `${attempts}/${at}/${pause}`;
    const known = unchanged.get(_id);
    if (known?.as === as) return now() - known.since;
    if (unchanged.size > REMEMBERED) unchanged.clear();
    unchanged.set(_id, { as, since: now() });
    return 0;
  }

  const waits = (one: StoredAwaited) => one.attempts > 0 && rested(one) < one.pause;
  const isLate = ({ since }: StoredAwaited) => now() - since > EXPIRES;

  /** Takes one that is due, unless somebody else was first. */
  async function take({ _id, attempts, at }: StoredAwaited): Promise<AwaitedFile[]> {
    // Who said it may have gone before it could say so.
    if (await events.findOne({ _id })) {
      await stored.remove({ _id });
      return [];
    }
    const lease = { attempts: attempts + 1, pause: LEASE, taken: true as const, at: now() };
    const taken = await stored.update({ _id, attempts, at }, { $set: lease });
    if (!taken) return [];
    const { id, conversationId, inboxId, ref, name, since } = taken;
    const late = isLate(taken) && { late: true };
    return [{ id, conversationId, inboxId, ref, name, since, attempts: taken.attempts, ...late }];
  }

  /** Takes the first file of a conversation that is due. Those before it are said, or have kept it waiting for long enough. */
  async function takeFirst(conversationId: string, of: string | undefined): Promise<AwaitedFile[]> {
    const all = await stored.find({ conversationId }, { sort: { order: 1 }, limit: IN_ORDER });
    if (all.some((one) => one.taken && waits(one))) return [];
    for (const one of all) {
      if (one.inboxId !== of && !isLate(one)) return [];
      if (!waits(one)) return await take(one);
      if (one.attempts < HOLDS) return [];
    }
    return [];
  }

  /** Takes of what is found, so many at most. Resolves to those, and to the last that was looked at. */
  async function takeOf(found: readonly StoredAwaited[], most: number, of?: string) {
    const taken: AwaitedFile[] = [];
    const seen = new Set<string>();
    for (const one of found) {
      if (taken.length >= most) return { taken, last: one };
      // Nothing of a conversation is due while the first of it waits: that is known without asking.
      const isKnown = seen.has(one.conversationId) || (waits(one) && one.attempts < HOLDS);
      seen.add(one.conversationId);
      if (!isKnown) taken.push(...(await takeFirst(one.conversationId, of)));
    }
    return { taken };
  }

  /** Takes of an inbox. Each look begins where the one before has ended, so that none is behind others for ever. */
  async function takeIn(inboxId: string, most: number): Promise<AwaitedFile[]> {
    const from = passed.get(inboxId) ?? "";
    const found = await stored.find({ inboxId, _id: { $gte: from } }, { sort: { _id: 1 }, limit: LOOKED_AT });
    const { taken, last = found.length < LOOKED_AT ? undefined : found.at(-1) } = await takeOf(found, most, inboxId);
    if (last) passed.set(inboxId, last._id);
    else passed.delete(inboxId);
    const isOver = last !== undefined || from === "" || taken.length >= most;
    return isOver ? taken : [...taken, ...(await takeIn(inboxId, most - taken.length))];
  }

  return {
    rested,
    async due(inboxes: readonly { inboxId: string; most: number }[], most: number): Promise<AwaitedFile[]> {
      const taken: AwaitedFile[] = [];
      for (const one of inboxes) {
        const room = Math.min(one.most, most - taken.length);
        if (room > 0) taken.push(...(await takeIn(one.inboxId, room)));
      }
      // Also where an account was switched off: somebody has to hear that a file did not come.
      const old = { since: { $lt: now() - EXPIRES } };
      const late = await stored.find(old, { sort: { since: 1 }, limit: LOOKED_AT });
      return [...taken, ...(await takeOf(late, most - taken.length)).taken];
    },
  };
}
