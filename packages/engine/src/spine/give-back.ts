import type { Dialog, Outcome } from "../services/dialog/contract.ts";
import type { Users } from "../services/users/contract.ts";

export interface GiveBackParts {
  services: { dialog: Pick<Dialog, "giveBack">; users: Pick<Users, "team"> };
  /** Shows what happened to who should see it. */
  show: (outcomes: readonly Outcome[]) => void;
}

/** Puts what agents who may not be here any more have back into the queue. */
export function createGiveBack({ services: { dialog, users }, show }: GiveBackParts) {
  async function giveBack(agentIds: string[]): Promise<void> {
    let outcomes: Outcome[];
    do {
      outcomes = await dialog.giveBack({ agentIds });
      show(outcomes);
    } while (outcomes.length > 0);
  }

  return {
    of: (agentId: string) => giveBack([agentId]),

    /** Of everybody: a node may have stopped in between, or one of them may have claimed in that moment. */
    async ofAll(): Promise<void> {
      const team = await users.team({});
      const gone = team.filter(({ disabled }) => disabled).map(({ id }) => id);
      if (gone.length > 0) await giveBack(gone);
    },
  };
}
