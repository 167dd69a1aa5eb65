import { AgentRef } from "@parley/protocol";
import * as v from "valibot";

/** Of whom, in an inbox: a browser that is on the site, by a name that says nothing of it. */
const Whom = { inboxId: v.string(), to: v.string() };
const id = v.string();

/** An invitation as it stands. */
export const SiteInvitation = v.object({
  id,
  ...Whom,
  agent: AgentRef,
  text: v.string(),
  state: v.picklist(["sent", "shown", "dismissed", "answered"]),
  conversationId: v.optional(v.string()),
});
export type SiteInvitation = v.InferOutput<typeof SiteInvitation>;

/** What the dialog service keeps of invitations to who is on a site. Each is gone after half an hour. */
export const liveCalls = {
  /** Invites somebody. `conflict` where another invitation to them stands, with who sent it, or they have put one away just now. */
  inviteOnSite: {
    input: v.object({ id, ...Whom, agent: AgentRef, text: v.string() }),
    output: v.object({}),
    repeatable: true,
  },
  /** Those that are not over by their time, the newest first: `of` one person, or of all. */
  siteInvitations: {
    input: v.object({ of: v.optional(v.object(Whom)) }),
    output: v.array(SiteInvitation),
    repeatable: true,
  },
  /** Says what became of one. It never goes back, and nothing happens to one that is over. */
  siteInvitationIs: {
    input: v.object({
      id,
      ...Whom,
      state: v.picklist(["shown", "dismissed", "answered"]),
      conversationId: v.optional(v.string()),
    }),
    output: v.object({}),
    repeatable: true,
  },
};
