import type { InvitationState, LiveBeat } from "@parley/protocol";
import type { Dialog, SiteInvitation } from "../services/dialog/contract.ts";
import { briefly } from "../spine/briefly.ts";

/** Invitations, as they were a second ago at most: each open page asks for its own. */
export function createInvitations(dialog: Dialog) {
  const all = briefly(async () => {
    const known = await dialog.siteInvitations({});
    return new Map(known.map((one) => [keyOf(one), one]));
  });

  return {
    /** What somebody is invited by, if that stands. */
    async openFor(whom: Whom): Promise<SiteInvitation | undefined> {
      const found = (await all()).get(keyOf(whom));
      return found && isOpen(found) ? found : undefined;
    },

    /** Notes what a page says became of one. */
    async heard(whom: Whom, { shown, dismissed }: LiveBeat): Promise<void> {
      const found = (await all()).get(keyOf(whom));
      if (!found || !isOpen(found)) return;
      const about = { id: found.id, inboxId: whom.inboxId, to: whom.to };
      if (dismissed === found.id) await dialog.siteInvitationIs({ ...about, state: "dismissed" });
      else if (shown === found.id && found.state === "sent")
        await dialog.siteInvitationIs({ ...about, state: "shown" });
    },

    async all(): Promise<ReadonlyMap<string, SiteInvitation>> {
      return await all();
    },

    /** As it is now. */
    async fresh(whom: Whom, id: string): Promise<SiteInvitation | undefined> {
      const found = (await dialog.siteInvitations({})).find((one) => one.id === id && keyOf(one) === keyOf(whom));
      return found;
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
