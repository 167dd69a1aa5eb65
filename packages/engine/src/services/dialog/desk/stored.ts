import type { DeskView, Planned } from "@parley/protocol";
import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";

/** What is to happen in a conversation at a time. It goes when it has happened. */
export interface StoredPlan extends Doc, Omit<Planned, "agent"> {
  agentId: string;
  agentName: string;
  inboxId: string;
  /** The same as `at`; absent where it could not be done. */
  due?: number;
  /** When it was planned first: an erasure after that takes it. Absent in those of versions before. */
  madeAt?: number;
  /** It is being done: nobody changes it any more. */
  taken?: true;
}

export const PLANNED = defineCollection<StoredPlan>("planned", {
  owner: "dialog",
  indexes: [{ on: ["due"] }, { on: ["conversationId"] }, { on: ["agentId"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
  refersTo: ["events"],
});

export interface StoredView extends Doc, Omit<DeskView, "id"> {}

export const DESK_VIEWS = defineCollection<StoredView>("deskViews", { owner: "dialog", indexes: [{ on: ["by"] }] });
