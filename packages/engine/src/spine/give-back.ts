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
  async function giveBack(agentIds: string[], keep?: readonly string[]): Promise<void> {
    let outcomes: Outcome[];
    do {
      outcomes = await dialog.giveBack({ agentIds, ...(keep && { keep: [...keep] }) });
      show(outcomes);
    } while (outcomes.length > 0);
  }

  async function of(member: Member): Promise<void> {
    const keep = inboxesOf(member);
    if (member.disabled) await giveBack([member.id]);
    else if (keep) await giveBack([member.id], keep);
  }

  return {
    of,

    /** Of everybody: a node may have stopped in between, or one of them may have claimed in that moment. */
    async ofAll(): Promise<void> {
      const team = await users.team({});
      const gone = team.filter(({ disabled }) => disabled).map(({ id }) => id);
      if (gone.length > 0) await giveBack(gone);
      for (const member of team) if (!member.disabled) await of(member);
    },
  };
}
