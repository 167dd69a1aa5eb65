import type { Socket } from "socket.io";

/** What a connection may have waiting to be sent: bytes, beside the largest packet, and packets. */
export const MOST_WAITING = { bytes: 512 * 1024, packets: 4_000 };

type Connection = Socket["conn"];
interface Outgoing {
  data?: unknown;
}

/**
 * Watches what waits to be sent to a connection, to be told of each packet. Ends it when its reader does not keep up, before
 * what waits takes the memory of the others. The client connects again and asks for what it missed. One large answer is no
 * reason: it is read in time or followed by nothing.
 */
export function watchReader(connection: Connection, onEnd: () => void): (packet: Outgoing) => void {
  let ended = false;
  let packets = 0;
  let waiting = 0;
  let largest = 0;
  connection.on("flush", () => (waiting = packets = 0));

  return ({ data }) => {
    if (ended) return;
    const onTheWay = sentButNotRead(connection);
    if (waiting + onTheWay === 0) largest = 0;
    const size = typeof data === "string" ? Buffer.byteLength(data) : 0;
    packets++;
    waiting += size;
    largest = Math.max(largest, size);
    const behind = waiting + onTheWay - largest;
    if (behind <= MOST_WAITING.bytes && packets <= MOST_WAITING.packets) return;
    ended = true;
    onEnd();
    end(connection);
  };
}

/** What carries the connection. Who polls has no WebSocket, and is sent nothing more until he asks for it. */
interface Link {
  socket?: { bufferedAmount: number; terminate: () => void };
}

/** Bytes that the system has not taken yet. */
function sentButNotRead({ transport }: Connection): number {
  return (transport as Link).socket?.bufferedAmount ?? 0;
}

function end(connection: Connection): void {
  const { socket } = connection.transport as Link;
  // A closing handshake would wait behind everything else that is not read.
  if (socket) socket.terminate();
  else connection.close(true);
}
