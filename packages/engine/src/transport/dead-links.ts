import type { Socket } from "socket.io";

/**
 * Frees the link of a client that stopped answering. Closing it in due form waits another 30 s for an answer that cannot come,
 * while the system keeps what was sent.
 */
export function freeDeadLink(connection: Socket["conn"]): void {
  connection.once("close", (reason) => {
    if (reason === "ping timeout") connection.request.socket.destroy();
  });
}
