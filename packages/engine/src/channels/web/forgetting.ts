import { conversationRoom } from "../../transport/workspace.ts";
import { inboxOf } from "./identity.ts";
import { createMoving } from "./moving.ts";
import type { WebParts } from "./parts.ts";
import type { VisitorSocket } from "./session.ts";

/** What is left of a connection whose visitor was forgotten, or signed out. */
const NOBODY = {
  token: undefined,
  visitorId: undefined,
  conversationId: undefined,
  listed: undefined,
  signed: undefined,
  replaced: undefined,
  answered: undefined,
};

/** Lets visitors be forgotten, or sign out. `greeting`: who a connection is of may be about to be decided. */
export function createForgetting(parts: WebParts, greeting: (socket: VisitorSocket) => Promise<unknown> | undefined) {
  const { spine, users, agents, attendance } = parts;
  const { dialog } = spine;
  const { openFor, disconnectOthers, endConversation } = createMoving(parts);
  return async (_: object, socket: VisitorSocket) => {
    await greeting(socket);
    const { visitorId, token, signed } = socket.data;
    // Forgotten already: the answer was lost.
    if (!visitorId) return {};
    const { id: conversationId } = await openFor(socket, visitorId, "en");
    // Who has proven to be somebody signs out, here only; their conversation is there when they are back.
    if (token) await dialog.unsubscribe({ session: token });
    if (signed && token) {
      const { replaced } = await users.signOutVisitor({ token });
      await disconnectOthers(socket, replaced);
    } else {
      // Nobody is left waiting for them, nor they for anybody.
      await endConversation(conversationId);
      await dialog.unsubscribe({ conversationId });
      await users.forgetVisitor({ visitorId });
      agents.refresh(conversationId);
    }
    // Nobody is who they were any more: this connection starts anew with its next hello, the visitor's others by connecting.
    await socket.leave(conversationRoom(conversationId));
    Object.assign(socket.data, NOBODY);
    socket.nsp.in(conversationRoom(conversationId)).disconnectSockets();
    attendance.left(conversationId, inboxOf(socket));
    return {};
  };
}
