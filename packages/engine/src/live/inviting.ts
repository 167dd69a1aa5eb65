import { createHash } from "node:crypto";
import { ChatError, type Invite, type LiveAnswer, type LiveAnswered, type Member, sees } from "@parley/protocol";
import type { SiteInvitation } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import type { OnSiteEntry } from "../spine/on-site.ts";
import { receive, type Spine } from "../spine/receive.ts";
import { isOpen, type SiteInvitations } from "./invitations.ts";
import type { ListingParts } from "./listing.ts";
import { isThere } from "./merging.ts";
import { visitorHere } from "./known.ts";
import { onSiteId } from "./roster.ts";

export interface InvitingParts extends Pick<ListingParts, "people" | "inboxesOf"> {
  spine: Spine;
  users: Pick<Users, "authenticateVisitor" | "team">;
  invitations: SiteInvitations;
  going: (entries: readonly OnSiteEntry[]) => Promise<ReadonlyMap<string, { id: string }>>;
  /** What an inbox makes of who has not proven who they are. */
  rulesOf: (inboxId: string) => Promise<{ identity: string }>;
}

const refused = (code: "forbidden" | "conflict" | "notFound", message: string, reason: string, more?: object) =>
  new ChatError(code, message, { details: { reason, ...more } });

/** Invitations by hand: an agent sends one, and whoever answers it has a conversation with that agent. */
export function createInviting({ spine, users, invitations, people, inboxesOf, going, rulesOf }: InvitingParts) {
  const { dialog } = spine;

  async function invite(member: Member, { id, inboxId, to, text }: Invite): Promise<Record<string, never>> {
    if (!(await inboxesOf(member)).includes(inboxId)) {
      throw refused("forbidden", "This is of an inbox that you do not see.", "inbox");
    }
    const entry = (await people([inboxId])).find((one) => one.id === to && isThere(one));
    if (!entry) throw refused("notFound", "They have left the site.", "left");
    if (entry.quiet) throw refused("conflict", "They want no invitation now.", "quiet");
    const [talk] = (await going([entry])).values();
    if (talk) throw refused("conflict", "They are in a conversation.", "talking", { conversationId: talk.id });
    await dialog.inviteOnSite({ id, inboxId, to, agent: { id: member.id, name: member.name }, text });
    return {};
  }

  /** Whether whoever sent it may still have the conversation. */
  async function stands({ agent, inboxId }: SiteInvitation): Promise<boolean> {
    const member = (await users.team({})).find(({ id }) => id === agent.id);
    return member !== undefined && !member.disabled && sees(member, inboxId);
  }

  /**
   * The conversation is the agent's who invited, and begins with what they wrote. What is repeated is found by its ids, which are made from the
   * invitation's.
   */
  async function begin({ id: invited, inboxId, to, agent, text }: SiteInvitation, conversationId: string) {
    const id = createHash("sha256").update(`${inboxId}\n${to}\n${invited}`).digest("hex").slice(0, 40);
    try {
      await receive(spine, { conversationId, id: `${id}-claim`, command: { do: "claim", agent } });
      const content = { type: "text" as const, text };
      const author = { kind: "agent" as const, ...agent };
      await receive(spine, { conversationId, id, command: { do: "say", author, content } });
      return true;
    } catch (cause) {
      // Somebody else has them meanwhile, and answers.
      if (["conflict", "forbidden"].includes(ChatError.from(cause).code)) return false;
      throw cause;
    }
  }

  /** Somebody is about to write in answer to an invitation. */
  async function answer(inboxId: string, { key, invitation: id, token }: LiveAnswer): Promise<LiveAnswered> {
    const whom = { inboxId, to: onSiteId(key) };
    const visitor = await visitorHere(users, token, inboxId);
    if (!visitor) throw new ChatError("unauthorized", "This visitor token is not valid.");
    if ((await rulesOf(inboxId)).identity === "enforce" && !visitor.signed) {
      throw refused("forbidden", "Only who is signed in may write here.", "identity");
    }
    const found = await invitations.fresh(whom, id);
    if (!found || found.state === "dismissed" || !(await stands(found))) return { taken: false };
    const about = { visitorId: visitor.id, channel: "web" as const, locale: visitor.locale, inboxId };
    const { id: conversationId } = await dialog.open(about);
    // One conversation answers it: of a browser that is several visitors at once the first.
    if (isOpen(found)) await dialog.siteInvitationIs({ id, ...whom, state: "answered", conversationId });
    const answered = await invitations.fresh(whom, id);
    if (answered?.conversationId !== conversationId) return { taken: false };
    return { taken: await begin(answered, conversationId) };
  }

  return { invite, answer };
}
