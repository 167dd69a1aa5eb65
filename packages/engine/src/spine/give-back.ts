import { inboxesOf, type Member } from "@parley/protocol";
import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

export interface GiveBackParts {
  services: { dialog: Pick<Dialog, "giveBack">; users: Pick<Users, "team"> };
  /** Shows what happened to who should see it. */
  show: (outcomes: readonly Outcome[]) => void;
}

/** Puts what agents have who may not have it any more back into the queue: all, or what is of inboxes that they do not see. */
export function createGiveBack({ services: { dialog, users }, show }: GiveBackParts) {
  async function giveBack(members: readonly Member[]): Promise<void> {
    const they = members.filter((member) => member.disabled || inboxesOf(member));
    // Who keeps something is named there only: a dialog of the version before, which knows no `keep`, leaves them what they have.
    const agentIds = they.flatMap(({ id, disabled }) => (disabled ? [id] : []));
    const keep = Object.fromEntries(
      they.flatMap((member) => (member.disabled ? [] : [[member.id, [...(inboxesOf(member) ?? [])]]])),
    );
    for (let goesOn = they.length > 0; goesOn;) {
      const outcomes = await dialog.giveBack({ agentIds, keep });
      show(outcomes);
      goesOn = outcomes.length > 0;
    }
  }

  return {
    of: (member: Member) => giveBack([member]),

    /** Of everybody: a node may have stopped in between, or one of them may have claimed in that moment. */
    ofAll: async () => await giveBack(await users.team({})),
  };
}
