import type { Availability, SetAvailability } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import { createWorking } from "./working/working.ts";

interface StoredAvailability extends Doc {
  availability: Availability;
  /** Why they are away, and since when they are what they are. */
  reason?: string;
  since?: number;
}

export const AVAILABILITY = defineCollection<StoredAvailability>("availability", {
  owner: "users",
  refersTo: ["members"],
});

/** Whether members take conversations, as they set it last, on whatever console. Who has never set it is available. */
export function createAvailability(store: Store, now: () => number) {
  const stored = AVAILABILITY.open(store);
  async function statesOf(memberIds: string[]) {
    const set = memberIds.length === 0 ? [] : await stored.find({ _id: { $in: memberIds } });
    return new Map(set.map(({ _id, availability, reason }) => [_id, { availability, reason }]));
  }
  const working = createWorking({ store, statesOf, now });
  const calls = {
    ...working.calls,
    async availability({ memberIds }: { memberIds: string[] }): Promise<Record<string, Availability>> {
      const known = await statesOf(memberIds);
      return Object.fromEntries(memberIds.map((id) => [id, known.get(id)?.availability ?? "available"]));
    },

    async setAvailability({ memberId, availability, reason = "" }: SetAvailability & { memberId: string }) {
      const isThere = await working.settle(memberId);
      const isReason = availability === "away" && reason !== "";
      const $set = { availability, since: now(), ...(isReason && { reason }) };
      await stored.update({ _id: memberId }, isReason ? { $set } : { $set, $unset: { reason: true } }, {
        upsert: true,
      });
      if (isThere) await working.see(memberId, { availability, ...(isReason && { reason }) });
      return {};
    },

    /** Why those of them who are away are, and since when. */
    async absences({ memberIds }: { memberIds: string[] }) {
      const set = memberIds.length === 0 ? [] : await stored.find({ _id: { $in: memberIds }, availability: "away" });
      return Object.fromEntries(
        set.map(({ _id, reason, since }) => [
          _id,
          { ...(reason !== undefined && { reason }), ...(since !== undefined && { since }) },
        ]),
      );
    },
  };
  return { calls, removeExpired: working.removeExpired };
}
