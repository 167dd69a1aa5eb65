import { ChatError, newId } from "@parley/protocol";
import { receive } from "../../spine/receive.ts";
import { conversationRoom } from "../../transport/workspace.ts";
import { inboxOf, type Whose } from "./identity.ts";
import type { WebParts } from "./parts.ts";
import type { VisitorSocket } from "./session.ts";

/** What follows when a browser becomes somebody else: by a proof, or because its visitor was forgotten. */
export function createMoving({ spine, users, agents, attendance, onError }: WebParts) {
  const { dialog } = spine;

  /** The conversation of a visitor in the inbox that the connection is of. */
  const openFor = (socket: VisitorSocket, visitorId: string, locale = "en") =>
    dialog.open({ visitorId, channel: "web", inboxId: inboxOf(socket), locale });

  /** Nobody is left waiting for who ends it, nor they for anybody. */
  async function endConversation(conversationId: string): Promise<void> {
    await receive(spine, { conversationId, id: newId(), command: { do: "close", author: { kind: "visitor" } } });
  }

  /** A connection has one conversation: that of who it is. */
  async function leaveOthers(socket: VisitorSocket, conversationId: string): Promise<void> {
    const { conversationId: before } = socket.data;
    if (before === undefined || before === conversationId) return;
    await socket.leave(conversationRoom(before));
    socket.data.listed = false;
    attendance.left(before, inboxOf(socket));
  }

  async function moved(
    { visitorId, left, replaced, identity }: Whose,
    socket: VisitorSocket,
    conversationId: string,
  ): Promise<void> {
    if (identity?.userId !== undefined) agents.refresh(conversationId);
    if (left?.anonymous) {
      const { id, seq } = await openFor(socket, left.visitorId);
      if (seq > 0) {
        await endConversation(id);
        // It is the same person: who says so is the site that signed.
        await users.mergeContacts({ into: visitorId, from: left.visitorId, how: "proof" }).catch(onError);
      }
    }
    await disconnectOthers(socket, replaced);
  }

  /** The browser has its new token: what else is connected by the old one connects by the new one, or is not this browser. */
  async function disconnectOthers(socket: VisitorSocket, replaced: string | undefined): Promise<void> {
    if (replaced === undefined) return;
    const { id } = await openFor(socket, replaced);
    socket.nsp.in(conversationRoom(id)).except(socket.id).disconnectSockets();
  }

  /** The conversation of somebody whom this browser was before: what was written as them is meant for it (SPEC I8). */
  async function placeOf(socket: VisitorSocket, as: string): Promise<string> {
    const { token = "" } = socket.data;
    const { was } = await users.wasVisitor({ token, visitorId: as });
    if (!was) throw new ChatError("forbidden", "This was written as somebody else.", { details: { reason: "as" } });
    return (await openFor(socket, as)).id;
  }

  return { openFor, endConversation, leaveOthers, moved, disconnectOthers, placeOf };
}
