import type { Inbox } from "@parley/protocol";
import type { Dialog } from "../services/dialog/contract.ts";
import type { Connection } from "./port.ts";

export interface InvitingParts {
  dialog: Pick<Dialog, "inboxes">;
  /** The account of an inbox, if it is connected. */
  connectionOf: (inboxId: string) => Connection | undefined;
}

/** An account to which somebody can write, and the address that opens it, where there is one. */
export interface Invitation {
  name: string;
  url?: string;
}

/** Milliseconds that a platform has to say how its account is reached. */
const PATIENCE = 3_000;

/** How people come to the accounts that are connected, with words that they are to send there. */
export function createInvitations({ dialog, connectionOf }: InvitingParts) {
  async function invitationTo(inbox: Inbox, words: { text: string; code: string }): Promise<Invitation[]> {
    const connection = connectionOf(inbox.id);
    if (!connection || connection.forAgents) return [];
    const { name } = inbox;
    try {
      const url = await connection.invite?.(words, AbortSignal.timeout(PATIENCE));
      return [{ name, ...(url !== undefined && { url }) }];
    } catch {
      // It can be written to all the same.
      return [{ name }];
    }
  }

  return async (words: { text: string; code: string }): Promise<Invitation[]> => {
    const inboxes = (await dialog.inboxes({})).filter(({ enabled }) => enabled);
    return (await Promise.all(inboxes.map((inbox) => invitationTo(inbox, words)))).flat();
  };
}
export type Invitations = ReturnType<typeof createInvitations>;
