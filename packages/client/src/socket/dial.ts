import { type Line, type LineListener, openLine } from "./line.ts";

/**
 * Once a WebSocket has been let through, its loss and two more that fail are no reason to poll: it is likelier that the network
 * is away.
 */
const TRUST = 3;

/** Opens lines to Engine.IO at `address`, by HTTP: over a WebSocket, or over long polling where that is blocked. */
export function createDial(address: string): (listener: LineListener) => Line {
  let trust = 0;
  return (listener) => {
    let line: Line | undefined;
    let over = false;

    const poll = () => {
      if (trust-- > 0) return listener.closed();
      import("./polling.ts").then(
        ({ openPolling }) => over || (line = openLine(openPolling(address), listener)),
        () => over || listener.closed(),
      );
    };
    try {
      line = openLine(new WebSocket(`${address.replace(/^http/, "ws")}?EIO=4&transport=websocket`), {
        received: listener.received,
        opened() {
          trust = TRUST;
          listener.opened();
        },
        closed: poll,
      });
    } catch {
      poll();
    }
    return {
      send: (text) => line?.send(text),
      close() {
        over = true;
        line?.close();
      },
    };
  };
}
