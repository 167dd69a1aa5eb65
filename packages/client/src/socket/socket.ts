import type { Reply, WireError } from "@parley/protocol";
import { stringify } from "../storage.ts";
import { createDial } from "./dial.ts";
import type { Line } from "./line.ts";

/** SPEC R2: without an answer for this long, a request is sent again. Milliseconds. */
const ANSWER_TIMEOUT = 5_000;
/** All the steps to a connection together: WebSocket, code for polling, polling, handshakes. Milliseconds. */
const ATTEMPT_TIMEOUT = 16_000;

const unavailable = { ok: false, error: { code: "unavailable", message: "No answer." } } as const;

/** Packet types of Socket.IO protocol 5. Binary ones do not occur (SPEC, Transport). */
const CONNECT = "0";
const DISCONNECT = "1";
const EVENT = "2";
const ACK = "3";
const CONNECT_ERROR = "4";
const PACKET = /^([0-4])\/\w+,(\d*)(.*)$/s;

/** What a socket tells its owner. `Push` is what the engine may push, and what comes with it. */
export interface SocketListener<Push> {
  connected: () => void;
  /** The connection was lost, or did not come about. The socket does not try again by itself. */
  disconnected: () => void;
  /** The engine does not want this connection. */
  refused: (error: WireError) => void;
  pushed: (push: Push) => void;
}

/** A way to the engine. Keeps and repeats nothing by itself: what is not sent while connected is not sent. */
export interface Socket {
  readonly connected: () => boolean;
  /** Connects, anew if it was connected. */
  connect: () => void;
  /** The listener is told nothing of it. */
  disconnect: () => void;
  /** Never rejects: no connection, or no answer within `timeout` (5 s) milliseconds, is the error `unavailable`. */
  request: (event: string, input: unknown, timeout?: number) => Promise<Reply<never>>;
  /** Says something that may be lost. */
  tell: (event: string, input: unknown) => void;
}

/**
 * Socket.IO over a WebSocket, or over long polling where that is blocked, in a namespace of the engine at `engine`, an
 * absolute URL. `auth` is asked at every connect. Socket.IO's own client would keep and repeat what is sent, which is the
 * outbox's work, and is larger than all the rest of the widget's.
 */
export function openSocket<Push>(
  engine: string,
  namespace: string,
  auth: () => unknown,
  listener: SocketListener<Push>,
): Socket {
  const dial = createDial(`${engine.replace(/\/$/, "")}/socket.io/`);
  const waiting = new Map<string, (reply: Reply<never>) => void>();
  let line: Line | undefined;
  let up = false;
  let asked = 0;
  let limit: ReturnType<typeof setTimeout>;

  const drop = () => {
    clearTimeout(limit);
    up = false;
    line?.close();
    line = undefined;
    for (const answer of waiting.values()) answer(unavailable);
  };
  const lose = () => {
    drop();
    listener.disconnected();
  };
  const send = (type: string, json: unknown, id = "") => line?.send(`${type}${namespace},${id}${stringify(json)}`);

  const packets: Record<string, (json: string, id: string) => void> = {
    [CONNECT]() {
      up = true;
      clearTimeout(limit);
      listener.connected();
    },
    [EVENT](json) {
      const [event, value] = JSON.parse(json) as [string, unknown];
      listener.pushed({ event, value } as Push);
    },
    [ACK](json, id) {
      waiting.get(id)?.((JSON.parse(json) as [Reply<never>])[0]);
    },
    [CONNECT_ERROR](json) {
      const { data } = JSON.parse(json) as { data?: WireError };
      if (!data) return lose();
      drop();
      listener.refused(data);
    },
    [DISCONNECT]: lose,
  };
  const receive = (text: string) => {
    const [, type = "", id = "", json = ""] = PACKET.exec(text) ?? [];
    packets[type]?.(json, id);
  };
  return {
    connected: () => up,
    connect() {
      drop();
      limit = setTimeout(lose, ATTEMPT_TIMEOUT);
      line = dial({ opened: () => send(CONNECT, auth()), received: receive, closed: lose });
    },
    disconnect: drop,
    request: (event, input, timeout = ANSWER_TIMEOUT) =>
      new Promise((resolve) => {
        if (!up) return resolve(unavailable);
        const id = `${asked++}`;
        const late = setTimeout(() => waiting.get(id)?.(unavailable), timeout);
        waiting.set(id, (reply) => {
          waiting.delete(id);
          clearTimeout(late);
          resolve(reply);
        });
        send(EVENT, [event, input], id);
      }),
    tell(event, input) {
      if (up) send(EVENT, [event, input]);
    },
  };
}
