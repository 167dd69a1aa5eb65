import { defineCollection } from "../../../store/collections.ts";
import type { Doc } from "../../../store/store.ts";
import type { SiteInvitation } from "../contract.ts";

/** Its `_id` is the inbox and whom it invites: there is one at a time. */
export interface StoredInvitation extends Doc, Omit<SiteInvitation, "agent"> {
  agentId: string;
  agentName: string;
  /** When it is forgotten. Milliseconds since 1970. */
  until: number;
}

export const SITE_INVITATIONS = defineCollection<StoredInvitation>("siteInvitations", {
  owner: "dialog",
  indexes: [{ on: ["until"] }, { on: ["conversationId"] }, { on: ["agentId"] }],
  whose: { conversation: "conversationId" },
  personal: "all",
  refersTo: ["events"],
});
