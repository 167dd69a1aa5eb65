import type { Availability } from "@parley/protocol";
import type { Store } from "../../../store/store.ts";
import type { Users } from "../contract.ts";
import { kept } from "./kept.ts";
import { type StoredSpan, WORKED } from "./stored.ts";

/** Milliseconds without being seen after which somebody was not there in between. */
const GAP = 150_000;
/** Milliseconds that it is known when somebody worked. */
const KEPT = 400 * 24 * 3_600_000;

interface State {
  availability: Availability;
  reason?: string | undefined;
}

interface WorkingParts {
  store: Store;
  /** What members have set. */
  statesOf: (memberIds: string[]) => Promise<ReadonlyMap<string, State>>;
  now: () => number;
}

/** When members worked, and when they were away: seen again and again while their consoles are open, on any node. */
export function createWorking({ store, statesOf, now }: WorkingParts) {
  const stored = WORKED.open(store);
  /** The newest span of each, as this process knows it. */
  const known = new Map<string, StoredSpan>();

  const newest = (memberId: string) => stored.findOne({ memberId }, { sort: { from: -1 } });
  const goesOn = (span: StoredSpan | undefined, state: State, at: number): span is StoredSpan =>
    span !== undefined &&
    span.to >= at - GAP &&
    span.availability === state.availability &&
    span.reason === state.reason;

  async function see(memberId: string, state: State, at: number): Promise<void> {
    const remembered = known.get(memberId);
    const last = goesOn(remembered, state, at) ? remembered : await newest(memberId);
    if (goesOn(last, state, at)) {
      known.set(memberId, { ...last, to: at });
      await stored.update({ _id: last._id }, { $max: { to: at } });
      return;
    }
    const { availability, reason } = state;
    const span = { memberId, availability, ...(reason !== undefined && { reason }), from: at, to: at };
    known.set(memberId, { _id: `${memberId}/${at}`, ...span });
    await stored.insert({ _id: `${memberId}/${at}`, ...span });
  }

  /** They were what they were until now, if they were there. */
  async function settle(memberId: string): Promise<boolean> {
    const at = now();
    const last = await newest(memberId);
    if (!last || last.to < at - GAP) return false;
    await stored.update({ _id: last._id }, { $max: { to: at } });
    return true;
  }

  const calls: Pick<Users, "atWork" | "worked"> = {
    async atWork({ memberIds }) {
      const states = await statesOf(memberIds);
      const at = now();
      for (const id of memberIds) await see(id, states.get(id) ?? { availability: "available" }, at);
      return {};
    },

    async worked({ members, from, to }) {
      const until = Math.min(to, now());
      const worked = members.map(async ({ id, hours }) => {
        const spans = await stored.find(
          { memberId: id, from: { $lt: until }, to: { $gt: from } },
          { sort: { from: 1 } },
        );
        return [id, kept({ spans, hours, from, to: until })] as const;
      });
      return Object.fromEntries(await Promise.all(worked));
    },
  };

  return {
    calls,
    settle,
    see: (memberId: string, state: State) => see(memberId, state, now()),
    async removeExpired(): Promise<void> {
      await stored.remove({ to: { $lte: now() - KEPT } });
    },
  };
}
