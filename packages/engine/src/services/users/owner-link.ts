import type { Store } from "../../store/store.ts";
import { createAudit } from "./audit.ts";
import { createInvitations } from "./invitations.ts";
import { createMembers, OWNER } from "./members.ts";

/**
 * A one-time link's token for the owner, made by who has the store itself: the way back of an owner who lost the password, or
 * whose account was taken. Until it is used the old password and open consoles go on; then they end.
 */
export async function makeOwnerLink(store: Store, now = Date.now): Promise<{ token: string; email?: string }> {
  const audit = createAudit(store, now);
  const members = createMembers(store, audit, now);
  const invitations = createInvitations(store, members, now);
  const owner = await members.byId(OWNER);
  if (!owner) return { token: await invitations.forOwner() };
  await audit.record({ action: "ownerLink", target: OWNER });
  await members.noteLink(OWNER);
  return { token: await invitations.forMember(owner), email: owner.email };
}
