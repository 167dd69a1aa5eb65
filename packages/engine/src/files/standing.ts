import { sees } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";
import { briefly } from "../spine/briefly.ts";
import type { Claim } from "./tickets.ts";

export interface StandingParts {
  users: Pick<Users, "team">;
  dialog: Pick<Dialog, "inboxes">;
}

/**
 * Whether who was given a ticket would still get it, as it was a second ago at most (SPEC F1): a member who is there and sees the inbox,
 * or a visitor of an inbox that is on.
 */
export function createStanding({ users, dialog }: StandingParts): (claim: Claim) => Promise<boolean> {
  const team = briefly(() => users.team({}));
  const inboxes = briefly(() => dialog.inboxes({}));
  return async ({ by, inboxId }) => {
    if (by.kind === "visitor") return (await inboxes()).some(({ id, enabled }) => id === inboxId && enabled);
    const member = (await team()).find(({ id }) => id === by.id);
    return member !== undefined && !member.disabled && sees(member, inboxId);
  };
}
