import type { Availability } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";

interface StoredAvailability extends Doc {
  availability: Availability;
}

export const AVAILABILITY = defineCollection<StoredAvailability>("availability", {
  owner: "users",
  refersTo: ["members"],
});

/** Whether members take conversations, as they set it last, on whatever console. Who has never set it is available. */
export function createAvailability(store: Store) {
  const stored = AVAILABILITY.open(store);
  return {
    async availability({ memberIds }: { memberIds: string[] }): Promise<Record<string, Availability>> {
      const set = memberIds.length === 0 ? [] : await stored.find({ _id: { $in: memberIds } });
      const known = new Map(set.map(({ _id, availability }) => [_id, availability]));
      return Object.fromEntries(memberIds.map((id) => [id, known.get(id) ?? "available"]));
    },

    async setAvailability({ memberId, availability }: { memberId: string; availability: Availability }) {
      await stored.update({ _id: memberId }, { $set: { availability } }, { upsert: true });
      return {};
    },
  };
}
