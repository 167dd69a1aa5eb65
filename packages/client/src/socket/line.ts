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

/** What packets of Engine.IO go over, as much of a WebSocket as a line needs. */
export interface Carrier {
  readonly readyState: number;
  send: (packet: string) => void;
  close: () => void;
  onmessage: ((packet: MessageEvent<string>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
}

/** How long a carrier may take to come about. Milliseconds. */
const CONNECT_TIMEOUT = 8_000;

/** Packet types of Engine.IO protocol 4 that occur where nothing is upgraded. */
const OPEN = "0";
const PING = "2";
const PONG = "3";
const MESSAGE = "4";

/** A line over a carrier that nobody else has. */
export function openLine(carrier: Carrier, { opened, received, closed }: LineListener): Line {
  let patience = CONNECT_TIMEOUT;
  let timer: ReturnType<typeof setTimeout>;
  let over = false;

  const close = () => {
    over = true;
    clearTimeout(timer);
    carrier.close();
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
  // oxlint-disable unicorn/prefer-add-event-listener -- nobody else has this carrier
  carrier.onclose = lose;
  // What the page's policy forbids fails without closing.
  carrier.onerror = lose;
  carrier.onmessage = ({ data }) => {
    if (over) return;
    const rest = data.slice(1);
    try {
      if (data[0] === MESSAGE) received(rest);
      else if (data[0] === PING) {
        carrier.send(PONG + rest);
        wait();
      } else if (data[0] === OPEN) {
        const { pingInterval, pingTimeout } = JSON.parse(rest) as Record<"pingInterval" | "pingTimeout", number>;
        patience = pingInterval + pingTimeout;
        wait();
        opened();
      }
    } catch {
      // What is not as the protocol says ends the line.
      lose();
    }
  };
  return {
    // 1 is open.
    send: (text) => void (carrier.readyState === 1 && carrier.send(MESSAGE + text)),
    close,
  };
}
