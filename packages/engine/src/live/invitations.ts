import type { InvitationState, LiveBeat } from "@parley/protocol";
import type { Dialog, SiteInvitation } from "../services/dialog/contract.ts";
import { briefly } from "../spine/briefly.ts";

/** Invitations, as they were a second ago at most: each open page asks for its own. */
export function createInvitations(dialog: Dialog) {
  const all = briefly(async () => {
    const known = await dialog.siteInvitations({});
    return new Map(known.map((one) => [keyOf(one), one]));
  });

  /** As it is now. A dialog service of the version before tells those of all. */
  const current = async (of: Whom) => (await dialog.siteInvitations({ of })).find((one) => keyOf(one) === keyOf(of));

  return {
    /** What somebody is invited by, if that stands. What their page shows already is looked up anew: another node was ahead of this one. */
    async openFor(whom: Whom, { shown }: Pick<LiveBeat, "shown"> = {}): Promise<SiteInvitation | undefined> {
      const known = (await all()).get(keyOf(whom));
      const found = shown === undefined || known?.id === shown ? known : await current(whom);
      return found && isOpen(found) ? found : undefined;
    },

    /** Notes what a page says became of one. It may know it from another node. */
    async heard(whom: Whom, { shown, dismissed }: LiveBeat): Promise<void> {
      const id = dismissed ?? shown;
      if (id === undefined) return;
      const state = dismissed === undefined ? "shown" : "dismissed";
      const known = (await all()).get(keyOf(whom));
      if (known?.id === id && (known.state === state || !isOpen(known))) return;
      await dialog.siteInvitationIs({ id, inboxId: whom.inboxId, to: whom.to, state });
    },

    async all(): Promise<ReadonlyMap<string, SiteInvitation>> {
      return await all();
    },

    /** As it is now. */
    async fresh(whom: Whom, id: string): Promise<SiteInvitation | undefined> {
      const found = await current(whom);
      return found?.id === id ? found : undefined;
    },
  };
}
export type SiteInvitations = ReturnType<typeof createInvitations>;

interface Whom {
  inboxId: string;
  to: string;
}

export const keyOf = ({ inboxId, to }: Whom): string => `${inboxId} ${to}`;
export const isOpen = ({ state }: SiteInvitation): boolean => state === "sent" || state === "shown";

/** How one stands for whoever sent it. */
export const stateOf = (invitation: SiteInvitation, isThere: boolean): InvitationState =>
  isOpen(invitation) && !isThere ? "left" : invitation.state;
