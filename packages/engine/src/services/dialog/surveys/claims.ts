import type { Collection } from "../../../store/store.ts";
import type { StoredSurveyClaim } from "./stored.ts";

/** Milliseconds for which somebody is one conversation's to ask. */
const HOLDS = 60_000;

interface Claimed {
  /** Whom: all the visitors that they are. */
  visitorIds: readonly string[];
  conversationId: string;
  /** The end after which they would be asked. */
  ask: string;
}

/** Lets one conversation at a time decide whether somebody is asked, on however many nodes. */
export function createSurveyClaims(claims: Collection<StoredSurveyClaim>, now: () => number) {
  async function isTaken({ conversationId, ask }: Claimed, _id: string): Promise<boolean> {
    const until = now() + HOLDS;
    if (await claims.insert({ _id, conversationId, ask, until })) return true;
    const known = await claims.findOne({ _id });
    // Whoever had it is done, or another node looks at the same end.
    if (!known || known.ask === ask) return known !== undefined;
    if (known.until > now()) return false;
    const free = { _id, ask: known.ask, until: known.until };
    return (await claims.update(free, { $set: { conversationId, ask, until } })) !== undefined;
  }

  return {
    /** Does the work where nobody else asks them at this moment. Resolves to whether it was done. */
    async with(claimed: Claimed, work: () => Promise<unknown>): Promise<boolean> {
      const _id = claimed.visitorIds.toSorted()[0] ?? claimed.conversationId;
      if (!(await isTaken(claimed, _id))) return false;
      await work();
      await claims.remove({ _id, ask: claimed.ask });
      return true;
    },

    /** Those of nodes that died are forgotten. */
    sweep: () => claims.remove({ until: { $lte: now() } }),

    erase: (conversationId: string) => claims.remove({ conversationId }),
  };
}
export type SurveyClaims = ReturnType<typeof createSurveyClaims>;
