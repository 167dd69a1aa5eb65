import type { FilesTicket } from "@parley/protocol";

/** Gives tickets for the files of a conversation (SPEC F1): to a visitor of it, or to a member. `reads`: for reading only. */
export interface FileTickets {
  ticket(claim: {
    conversationId: string;
    inboxId: string;
    by: { kind: "visitor" } | { kind: "agent"; id: string };
    reads?: true;
  }): Promise<FilesTicket>;
}
