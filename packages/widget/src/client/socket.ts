import { stringify } from "@parley/client";
import { type Reply, VISITOR_NAMESPACE, type WireError } from "@parley/protocol";
import { type Line, openWebSocket } from "./line.ts";
import type { OpenTransport, Output, Push, RequestName } from "./transport.ts";

/** SPEC R2: without an answer for this long, a request is sent again. Milliseconds. */
const ANSWER_TIMEOUT = 5_000;
/** All the steps to a connection together: WebSocket, code for polling, polling, handshakes. Milliseconds. */
const ATTEMPT_TIMEOUT = 16_000;
/** Once a WebSocket has been let through, as many may fail before polling is tried: it is likelier that the network is away. */
const TRUST = 2;

/** Packet types of Socket.IO protocol 5. Binary ones do not occur (SPEC, Transport). */
const CONNECT = "0";
const DISCONNECT = "1";
const EVENT = "2";
const ACK = "3";
const CONNECT_ERROR = "4";
const PACKET = new RegExp(`^([0-4])${VISITOR_NAMESPACE},(\\d*)(.*)$`, "s");

const unavailable = { ok: false, error: { code: "unavailable", message: "No answer." } } as const;

/**
 * Socket.IO over a WebSocket, or over long polling where that is blocked. Socket.IO's own client would keep and repeat
 * what is sent, which is the outbox's work, and is larger than all the rest of the client.
 */
export const openSocket: OpenTransport = (engine, auth, listener) => {
  const address = `${engine.replace(/\/$/, "")}/socket.io/`;
  const waiting = new Map<string, (reply: Reply<never>) => void>();
  let line: Line | undefined;
  /** Counts attempts, so that nothing of an earlier one is listened to. */
  let attempt = 0;
  let up = false;
  let asked = 0;
  let trust = 0;
  let limit: ReturnType<typeof setTimeout>;

  const drop = () => {
    attempt++;
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
  const send = (type: string, json: unknown, id = "") =>
    line?.send(`${type}${VISITOR_NAMESPACE},${id}${stringify(json)}`);

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
  const connect = () => {
    drop();
    const mine = attempt;
    let opened = false;
    limit = setTimeout(lose, ATTEMPT_TIMEOUT);
    /** Runs what belongs to this attempt. What is not as the protocol says ends it. */
    const during =
      <T extends unknown[]>(act: (...input: T) => void) =>
      (...input: T) => {
        if (attempt !== mine) return;
        try {
          act(...input);
        } catch {
          lose();
        }
      };
    const listen = (closed: () => void, trusts: number) => ({
      opened: during(() => {
        opened = true;
        trust = trusts;
        send(CONNECT, auth());
      }),
      received: during(receive),
      closed: during(closed),
    });
    const poll = during(() => {
      if (opened || trust-- > 0) return lose();
      import("./polling.ts").then(
        during(({ openPolling }) => void (line = openPolling(address, listen(lose, 0)))),
        during(lose),
      );
    });
    try {
      line = openWebSocket(address, listen(poll, TRUST));
    } catch {
      poll();
    }
  };

  return {
    connected: () => up,
    connect,
    disconnect: drop,
    request: <E extends RequestName>(event: E, input: unknown) =>
      new Promise<Reply<Output<E>>>((resolve) => {
        if (!up) return resolve(unavailable);
        const id = `${asked++}`;
        const late = setTimeout(() => waiting.get(id)?.(unavailable), ANSWER_TIMEOUT);
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
};
