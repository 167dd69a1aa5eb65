import type { Socket } from "socket.io";

/** What a connection may have waiting to be sent: characters, beside the largest packet, and packets. */
export const MOST_WAITING = { characters: 512 * 1024, packets: 4_000 };

type Connection = Socket["conn"];
interface Outgoing {
  data?: unknown;
}

/**
 * Ends a connection whose reader does not keep up, before what waits for it takes the memory of the others. The client
 * connects again and asks for what it missed. One large answer is no reason: it is read in time or followed by nothing.
 */
export function endSlowReaders(onEnd: () => void) {
  const watched = new WeakSet<Connection>();

  return (connection: Connection): void => {
    if (watched.has(connection)) return;
    watched.add(connection);
    let ended = false;
    let packets = 0;
    let waiting = 0;
    let onTheWay = 0;
    let largest = 0;

    connection.on("packetCreate", ({ data }: Outgoing) => {
      if (ended) return;
      const size = typeof data === "string" ? data.length : 0;
      packets++;
      waiting += size;
      largest = Math.max(largest, size);
      const behind = waiting + onTheWay - largest;
      if (behind <= MOST_WAITING.characters && packets <= MOST_WAITING.packets) return;
      ended = true;
      onEnd();
      end(connection);
    });
    connection.on("flush", () => {
      onTheWay += waiting;
      waiting = packets = 0;
    });
    const watchDrain = (transport: Connection["transport"]) => {
      transport.on("drain", () => {
        onTheWay = 0;
        if (waiting === 0) largest = 0;
      });
    };
    watchDrain(connection.transport);
    connection.on("upgrade", watchDrain);
  };
}

function end(connection: Connection): void {
  // A closing handshake would wait behind everything else that is not read.
  const { socket } = connection.transport as { socket?: { terminate?: () => void } };
  if (socket?.terminate) socket.terminate();
  else connection.close(true);
}
