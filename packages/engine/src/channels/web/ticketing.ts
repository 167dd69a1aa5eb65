import type { FilesRequest, FilesTicket } from "@parley/protocol";
import { inboxOf } from "./identity.ts";
import { createMoving } from "./moving.ts";
import type { WebParts } from "./parts.ts";
import type { VisitorSocket } from "./session.ts";

type Here = (socket: VisitorSocket) => Promise<{ visitorId: string; conversationId: string }>;

/** Gives visitors tickets for the files of their conversation, or of the one of whom they were (SPEC F1). Who may not write may read. */
export function createTicketing(parts: WebParts, here: Here) {
  const { placeOf } = createMoving(parts);
  return async ({ as }: FilesRequest, socket: VisitorSocket): Promise<FilesTicket> => {
    const { visitorId, conversationId } = await here(socket);
    const isOther = as !== undefined && as !== visitorId;
    const inboxId = inboxOf(socket);
    const { identity } = await parts.rulesOf(inboxId);
    return await parts.files.ticket({
      conversationId: isOther ? await placeOf(socket, as) : conversationId,
      inboxId,
      by: { kind: "visitor" },
      ...(identity === "enforce" && !socket.data.signed && { reads: true }),
    });
  };
}
