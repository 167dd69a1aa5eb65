import type { Socket } from "socket.io";

type Connection = Socket["conn"];

let held: Connection[] = [];

/**
 * Holds back what a connection is to be sent, a packet being on its way out, until the event loop has had its turn. Socket.IO
 * writes each packet as it comes, and a write costs more than all else that is done for a packet; a visitor's message has two
 * for him alone, the push and the answer, and a console's list has many.
 */
export function writeTogether(connection: Connection): void {
  const { transport } = connection;
  if (!transport.writable || transport.name !== "websocket") return;
  // The engine below Socket.IO keeps packets while its transport is not writable, and sends them all when it is again.
  transport.writable = false;
  if (held.push(connection) === 1) process.nextTick(release);
}

function release(): void {
  const connections = held;
  held = [];
  for (const { transport, request } of connections) {
    if (transport.readyState !== "open") continue;
    request.socket.cork();
    transport.writable = true;
    transport.emit("ready");
    request.socket.uncork();
  }
}
