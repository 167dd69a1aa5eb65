import { ChatError, type NewMember, type Setup, type SetupOffer } from "@parley/protocol";
import type { Audit } from "./audit.ts";
import { checkChoice } from "./choice.ts";
import { invalidLink, type Invitations } from "./invitations.ts";
import { type MemberDoc, type Members, OWNER, seenInboxes, toMember } from "./members.ts";
import type { Passwords } from "./passwords.ts";
import type { Claim, Proof } from "./proof.ts";
import type { Sessions } from "./sessions.ts";
import type { Throttle } from "./throttle.ts";

export interface SetupParts {
  members: Members;
  invitations: Invitations;
  passwords: Passwords;
  sessions: Sessions;
  prove: Proof;
  throttle: Throttle;
  audit: Audit;
}

/** One-time links: those that make the owner, and those that let invited members set a password. */
export function createSetup({ members, invitations, passwords, sessions, prove, throttle, audit }: SetupParts) {
  const isOwnerLink = async (token: string) => (await invitations.isForOwner(token)) && !(await members.byId(OWNER));

  async function setUpOwner({ name, email, password }: Setup): Promise<MemberDoc> {
    if (!name || !email) throw new ChatError("invalid", "The owner needs a name and an e-mail address.");
    await checkChoice(password, { name, email });
    const owner = await members.addOwner({ name, email, password: await passwords.hash(password) });
    if (!owner) throw invalidLink();
    await invitations.endForOwner();
    return owner;
  }

  async function setUpMember({ token, password }: Setup): Promise<MemberDoc> {
    const invited = await invitations.invited(token);
    await checkChoice(password, invited);
    const hashed = await passwords.hash(password);
    await invitations.use(token, invited);
    const member = await members.setPassword(invited._id, hashed);
    await sessions.endAll(invited._id);
    if (!member || member.disabled) throw invalidLink();
    return member;
  }

  async function invitationFor(member: MemberDoc) {
    return { member: toMember(member), setupToken: await invitations.forMember(member) };
  }

  return {
    async ownerSetup() {
      return (await members.byId(OWNER)) ? {} : { token: await invitations.forOwner() };
    },

    async setupOffer({ token }: { token: string }): Promise<SetupOffer> {
      if (await isOwnerLink(token)) return { kind: "owner" };
      return { kind: "member", email: (await invitations.invited(token)).email };
    },

    async setup({ address, ...setup }: Setup & { address?: string | undefined }) {
      const member = (await isOwnerLink(setup.token)) ? await setUpOwner(setup) : await setUpMember(setup);
      await audit.record({ by: member._id, action: "setPassword", target: member._id });
      await throttle.passed(member.email, address);
      // Who has never been here has nothing that could end.
      return { ...(await sessions.start(member)), again: member.lastSeenAt !== undefined };
    },

    /** Who may do everything is made by who proves to be there. */
    async invite({ by, current, address, ...invited }: NewMember & Claim) {
      if (invited.role === "admin") await prove({ by, current, address });
      const member = await members.add(invited);
      await audit.record({ by, action: `invite:${member.role}`, target: member._id });
      if (member.inboxes) await audit.record(seenInboxes(member, by));
      return invitationFor(member);
    },

    /**
     * A link takes the account of whom it is for. So only the owner can make one for the owner, and one for an admin or for
     * oneself asks for the password: a console that was left open gives no account away.
     */
    async renewInvitation({ memberId, ...claim }: { memberId: string } & Claim) {
      const member = await members.byId(memberId);
      if (!member || member.disabled) throw new ChatError("notFound", "There is no such member of the team.");
      const { by } = claim;
      if (member.role === "owner" && by !== memberId) {
        throw new ChatError("forbidden", "Only the owner can change the owner.");
      }
      if (by === memberId || member.role === "admin") await prove(claim);
      await audit.record({ by, action: "renewInvitation", target: memberId });
      if (member.password) await members.noteLink(memberId);
      return invitationFor(member);
    },
  };
}
