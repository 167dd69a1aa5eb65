import { ChatError, type NewMember, type Setup, type SetupOffer } from "@parley/protocol";
import type { Doc, Store } from "../../store/store.ts";
import type { Audit } from "./audit.ts";
import { type MemberDoc, type Members, OWNER, toMember } from "./members.ts";
import type { Passwords } from "./passwords.ts";
import type { Sessions } from "./sessions.ts";
import { hashToken, newToken, sameToken } from "./tokens.ts";

/**
 * The owner's first link, with the token itself: it must be printed again at every start until it is used. It is only there
 * while there is no owner, and who can read the store then could as well write himself into it.
 */
interface OwnerLink extends Doc {
  token: string;
}

/** `_id` is the token's hash. */
interface InvitationDoc extends Doc {
  memberId: string;
  expiresAt: number;
}

/** An invitation that is not taken up for so long ends (OWASP ASVS 5.0, 6.4.1: initial secrets are short-lived). */
export const INVITATION_LONGEST = 24 * 3_600_000;

export interface SetupParts {
  store: Store;
  members: Members;
  passwords: Passwords;
  sessions: Sessions;
  audit: Audit;
  now: () => number;
}

/** One-time links: the one that makes the owner, and those that let invited members set a password. */
export function createSetup({ store, members, passwords, sessions, audit, now }: SetupParts) {
  const ownerLinks = store.collection<OwnerLink>("ownerLinks");
  const invitations = store.collection<InvitationDoc>("invitations", [{ on: ["memberId"] }, { on: ["expiresAt"] }]);

  async function ownerToken(): Promise<string | undefined> {
    if (await members.byId(OWNER)) return undefined;
    await ownerLinks.insert({ _id: OWNER, token: newToken("pi") });
    return (await ownerLinks.findOne({ _id: OWNER }))?.token;
  }

  async function isOwnerLink(token: string): Promise<boolean> {
    const link = await ownerLinks.findOne({ _id: OWNER });
    return link !== undefined && sameToken(link.token, token) && !(await members.byId(OWNER));
  }

  async function invitedBy(token: string): Promise<MemberDoc> {
    const invitation = await invitations.findOne({ _id: hashToken(token), expiresAt: { $gt: now() } });
    const member = invitation && (await members.byId(invitation.memberId));
    if (!member || member.disabled) throw invalidLink();
    return member;
  }

  async function invitationFor(member: MemberDoc) {
    await invitations.remove({ memberId: member._id });
    const token = newToken("pi");
    const expiresAt = now() + INVITATION_LONGEST;
    await invitations.insert({ _id: hashToken(token), memberId: member._id, expiresAt });
    return { member: toMember(member), setupToken: token };
  }

  async function setUpOwner({ name, email, password }: Setup): Promise<MemberDoc> {
    if (!name || !email) throw new ChatError("invalid", "The owner needs a name and an e-mail address.");
    const owner = await members.addOwner({ name, email, password: await passwords.hash(password) });
    if (!owner) throw invalidLink();
    await ownerLinks.remove({ _id: OWNER });
    return owner;
  }

  async function setUpMember({ token, password }: Setup): Promise<MemberDoc> {
    const invited = await invitedBy(token);
    const hashed = await passwords.hash(password);
    // Who removes the invitation has it; of two at once only one does.
    if ((await invitations.remove({ _id: hashToken(token) })) === 0) throw invalidLink();
    await invitations.remove({ memberId: invited._id });
    const member = await members.setPassword(invited._id, hashed);
    await sessions.endAll(invited._id);
    if (!member || member.disabled) throw invalidLink();
    return member;
  }

  return {
    async ownerSetup() {
      const token = await ownerToken();
      return { ...(token && { token }) };
    },

    async setupOffer({ token }: { token: string }): Promise<SetupOffer> {
      if (await isOwnerLink(token)) return { kind: "owner" };
      return { kind: "member", email: (await invitedBy(token)).email };
    },

    async setup(setup: Setup) {
      const member = (await isOwnerLink(setup.token)) ? await setUpOwner(setup) : await setUpMember(setup);
      await audit.record({ by: member._id, action: "setPassword", target: member._id });
      return sessions.start(member);
    },

    async invite({ by, ...invited }: NewMember & { by: string }) {
      const member = await members.add(invited);
      await audit.record({ by, action: `invite:${member.role}`, target: member._id });
      return invitationFor(member);
    },

    /** A link for the owner would let an admin take his place, so that only the owner can make one. */
    async renewInvitation({ memberId, by }: { memberId: string; by: string }) {
      const member = await members.byId(memberId);
      if (!member || member.disabled) throw new ChatError("notFound", "There is no such member of the team.");
      if (member.role === "owner" && by !== memberId) {
        throw new ChatError("forbidden", "Only the owner can change the owner.");
      }
      await audit.record({ by, action: "renewInvitation", target: memberId });
      return invitationFor(member);
    },

    async removeExpired(): Promise<void> {
      await invitations.remove({ expiresAt: { $lte: now() } });
    },
  };
}

function invalidLink(): ChatError {
  return new ChatError("unauthorized", "This link has expired or was used already.");
}
