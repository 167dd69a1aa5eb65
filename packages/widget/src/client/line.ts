/** A connection of Engine.IO protocol 4, which carries the packets of Socket.IO. */
export interface Line {
  send: (text: string) => void;
  /** Nothing is told after this. */
  close: () => void;
}

export interface LineListener {
  opened: () => void;
  received: (text: string) => void;
  /** It was lost, or did not come about. */
  closed: () => void;
}

/** How long a WebSocket may take to come about. Milliseconds. */
const CONNECT_TIMEOUT = 8_000;

/** Packet types of Engine.IO protocol 4 that occur on a WebSocket that was not upgraded. */
const OPEN = "0";
const PING = "2";
const PONG = "3";
const MESSAGE = "4";

/** A line over a WebSocket. `address` is that of Engine.IO, by HTTP. */
export function openWebSocket(address: string, { opened, received, closed }: LineListener): Line {
  const socket = new WebSocket(`${address.replace(/^http/, "ws")}?EIO=4&transport=websocket`);
  let patience = CONNECT_TIMEOUT;
  let timer: ReturnType<typeof setTimeout>;
  let over = false;

  const close = () => {
    over = true;
    clearTimeout(timer);
    socket.close();
  };
  const lose = () => {
    if (over) return;
    close();
    closed();
  };
  /** The engine pings; silence means that the line is dead, whatever the browser thinks. */
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(lose, patience);
  };
  wait();
  // oxlint-disable unicorn/prefer-add-event-listener -- nobody else has this socket
  socket.onclose = lose;
  // What the page's policy forbids fails without closing.
  socket.onerror = lose;
  socket.onmessage = ({ data }: MessageEvent<string>) => {
    if (over) return;
    const rest = data.slice(1);
    if (data[0] === MESSAGE) received(rest);
    else if (data[0] === PING) {
      socket.send(PONG + rest);
      wait();
    } else if (data[0] === OPEN) {
      const { pingInterval, pingTimeout } = JSON.parse(rest) as Record<"pingInterval" | "pingTimeout", number>;
      patience = pingInterval + pingTimeout;
      wait();
      opened();
    }
  };
  return {
    send: (text) => void (socket.readyState === WebSocket.OPEN && socket.send(MESSAGE + text)),
    close,
  };
}
