import type { Availability } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** A time in which a member had a console open and did not change whether they take conversations. */
export interface StoredSpan extends Doc {
  memberId: string;
  availability: Availability;
  /** Why they were away. */
  reason?: string;
  from: number;
  /** When it was seen last. */
  to: number;
}

export const WORKED = defineCollection<StoredSpan>("worked", {
  owner: "users",
  indexes: [{ on: ["memberId", "from"] }, { on: ["memberId", "to"] }, { on: ["to"] }],
  refersTo: ["members"],
});
