import type { Task, TaskChange } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** A task. Erasure of its conversation removes it, and its link with it. */
export interface StoredTask extends Doc, Omit<Task, "id" | "owner" | "dueAt" | "linked"> {
  agentId?: string;
  teamId?: string;
  ownerName?: string;
  /** Whether it is nobody's: only what is there can be looked up. */
  unowned: boolean;
  /** `NEVER` where it has no time, so that those come last. */
  dueAt: number;
  /** When its owner is next to be told of it; absent once they were. */
  tellAt?: number;
  /** They are told that it is theirs now, and of its time later. */
  isGiven?: true;
  locale: string;
  history: TaskChange[];
  /** What the token of the customer's link is kept as. */
  linkHash?: string;
}

/** The latest time that a date has. */
export const NEVER = 8_640_000_000_000_000;

export const TASKS = defineCollection<StoredTask>("tasks", {
  owner: "dialog",
  indexes: [
    { on: ["conversationId"] },
    { on: ["visitorId"] },
    { on: ["agentId", "dueAt"] },
    // What somebody has who is gone is looked for again and again, among all that they ever did.
    { on: ["agentId", "state"] },
    { on: ["teamId", "state"] },
    { on: ["state", "dueAt"] },
    { on: ["tellAt"] },
    { on: ["linkHash"], unique: true },
  ],
  whose: { conversation: "conversationId" },
  personal: "all",
  refersTo: ["events"],
});
