import { inboxesOf, type Member, sees, type WholeContact } from "@parley/protocol";
import { unseen } from "../agents/access.ts";
import type { Users } from "../services/users/contract.ts";
import type { MemberCall } from "./endpoint.ts";

/** The inboxes that somebody sees, as a part of what is asked of a service; nothing if they see all. */
export const within = (member: Member) => {
  const inboxIds = inboxesOf(member);
  return inboxIds && { inboxIds: [...inboxIds] };
};

type Answers = Record<string, (call: MemberCall) => Promise<unknown>>;

/**
 * The routes of contacts for who sees some inboxes only (SPEC H14): each that names contacts is refused where none of theirs is seen, and
 * what is told of one leaves out who they are elsewhere. A contact of no inbox is everybody's.
 */
export function seenOnly<E extends Answers>(users: Pick<Users, "contact">, endpoints: E): E {
  async function requireSeen(member: Member, id: unknown): Promise<void> {
    if (typeof id !== "string") return;
    const { inboxes } = (await users.contact({ id })).contact;
    if (inboxes.length > 0 && !inboxes.some((inbox) => sees(member, inbox))) throw unseen();
  }

  const held = Object.entries(endpoints).map(([route, answer]): [string, Answers[string]] => [
    route,
    async (call) => {
      const { member, params, body } = call;
      if (!inboxesOf(member)) return await answer(call);
      await requireSeen(member, params["id"]);
      // Another contact, which is to become part of this one.
      if (route.endsWith("/merge")) await requireSeen(member, (body as { from?: unknown } | undefined)?.from);
      return shownTo(member, await answer(call));
    },
  ]);
  return Object.fromEntries(held) as E;
}

function shownTo(member: Member, told: unknown): unknown {
  if (typeof told !== "object" || told === null || !("identities" in told)) return told;
  const { identities, consents, ...whole } = told as WholeContact;
  const isSeen = ({ inboxId }: { inboxId: string }) => sees(member, inboxId);
  return { ...whole, identities: identities.filter(isSeen), consents: consents.filter(isSeen) };
}
