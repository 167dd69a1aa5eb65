import type { ConversationStatus, Desk } from "@parley/protocol";
import { defineCollection, FROM_LOG } from "../../store/collections.ts";
import type { Doc } from "../../store/store.ts";
import type { Head } from "./head.ts";
import type { Routed } from "./routed-in.ts";
import type { PromisedIn } from "./sla/levels.ts";

type Defined<T> = { [K in keyof T]: NonNullable<T[K]> };

/** A head as it is stored, for lists. It may lag behind the log; the log is right. */
export interface StoredHead extends Doc, Routed, Defined<PromisedIn> {
  /** Absent, as versions before inboxes wrote it: the first inbox, the visitor as thread and as person. */
  inboxId?: string;
  thread?: string;
  personId?: string;
  /** What those versions find a conversation by; of the first inbox only, where the thread is the visitor. */
  visitorId?: string;
  seq: number;
  status: ConversationStatus;
  updatedAt: number;
  queuedAt?: number;
  awaitingSince?: number;
  /** Who has it. */
  agentId?: string;
  /** Since when the visitor has waited for a person, or for one's answer, unless he has been told that it takes longer. */
  waitingSince?: number;
  /** Since when nobody has said anything and nobody waits for anything. */
  idleSince?: number;
  /** When it was closed, unless what was said has been erased since. */
  closedAt?: number;
  /** How far each side has read. */
  readByVisitor?: number;
  readByAgents?: number;
  /** How the team has arranged it. Not within `head`, which versions before write without it. */
  desk?: Desk;
  /** When it comes back, of what is put aside until a time. */
  wakeAt?: number;
  head: Head;
}

/** All conversations. What of a head is personal goes with the log that it is made from. */
export const CONVERSATIONS = defineCollection<StoredHead>("conversations", {
  owner: "dialog",
  indexes: [
    { on: ["inboxId", "thread"], unique: true },
    { on: ["visitorId"], unique: true },
    { on: ["personId"] },
    { on: ["status", "updatedAt", "_id"] },
    { on: ["inboxId", "status", "updatedAt", "_id"] },
    { on: ["status", "queuedAt"] },
    { on: ["inboxId", "status", "queuedAt"] },
    { on: ["awaitingSince"] },
    { on: ["status", "waitingSince"] },
    { on: ["idleSince"] },
    { on: ["closedAt"] },
    { on: ["agentId"] },
    { on: ["wakeAt"] },
    { on: ["offeredTo"] },
    { on: ["offeredUntil"] },
    { on: ["givenTo", "givenAt"] },
    { on: ["unansweredSince"] },
    { on: ["promiseAt"] },
    { on: ["status", "promisedBy"] },
  ],
  whose: { visitor: "personId" },
  personal: { head: FROM_LOG },
  refersTo: ["events", "visitors", "inboxes"],
});
