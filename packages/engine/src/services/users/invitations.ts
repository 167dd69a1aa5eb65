import { ChatError } from "@parley/protocol";
import { defineCollection } from "../../store/collections.ts";
import type { Doc, Store } from "../../store/store.ts";
import type { MemberDoc, Members } from "./members.ts";
import { hashToken, newToken } from "./tokens.ts";

/** A link to become the owner. `_id` is the token's hash. */
interface OwnerLink extends Doc {
  at: number;
}

export const OWNER_LINKS = defineCollection<OwnerLink>("ownerLinks", { owner: "users" });

/** `_id` is the token's hash. */
interface Invitation extends Doc {
  memberId: string;
  expiresAt: number;
}

export const INVITATIONS = defineCollection<Invitation>("invitations", {
  owner: "users",
  indexes: [{ on: ["memberId"] }, { on: ["expiresAt"] }],
  refersTo: ["members"],
});

/** An invitation that is not taken up for so long ends (OWASP ASVS 5.0, 6.4.1: initial secrets are short-lived). */
export const INVITATION_LONGEST = 24 * 3_600_000;

/** The tokens of one-time links, of which only hashes are stored. */
export function createInvitations(store: Store, members: Members, now: () => number) {
  const ownerLinks = OWNER_LINKS.open(store);
  const invitations = INVITATIONS.open(store);

  return {
    /** One more token that makes the owner. All of them work, one of every start and node, until one is used. */
    async forOwner(): Promise<string> {
      const token = newToken("pi");
      await ownerLinks.insert({ _id: hashToken(token), at: now() });
      return token;
    },
    isForOwner: async (token: string) => (await ownerLinks.findOne({ _id: hashToken(token) })) !== undefined,
    endForOwner: () => ownerLinks.remove({}),

    /** A new token with which a member sets a password; it takes the place of the one before. */
    async forMember({ _id: memberId }: MemberDoc): Promise<string> {
      await invitations.remove({ memberId });
      const token = newToken("pi");
      await invitations.insert({ _id: hashToken(token), memberId, expiresAt: now() + INVITATION_LONGEST });
      return token;
    },
    /** Whom a token invites; throws if it does not, or not any more. */
    async invited(token: string): Promise<MemberDoc> {
      const invitation = await invitations.findOne({ _id: hashToken(token), expiresAt: { $gt: now() } });
      const member = invitation && (await members.byId(invitation.memberId));
      if (!member || member.disabled) throw invalidLink();
      return member;
    },
    /** Uses a member's token up, and all others of theirs: of two at once only one can. */
    async use(token: string, { _id: memberId }: MemberDoc): Promise<void> {
      if ((await invitations.remove({ _id: hashToken(token) })) === 0) throw invalidLink();
      await invitations.remove({ memberId });
    },

    async removeExpired(): Promise<void> {
      await invitations.remove({ expiresAt: { $lte: now() } });
    },
  };
}
export type Invitations = ReturnType<typeof createInvitations>;

export function invalidLink(): ChatError {
  return new ChatError("unauthorized", "This link has expired or was used already.");
}
