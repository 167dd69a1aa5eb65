import type { Carrier } from "./line.ts";

/** Stands between packets that travel together. */
const SEPARATOR = "\u001E";
/** Packet types of Engine.IO protocol 4. */
const OPEN = "0";
const CLOSE = "1";
/** What a packet begins with, but for the end. Anything else is no engine, or what a network says in its place. */
const PACKET = /^[02-6]/;
/** The most bytes of UTF-8 that a unit of UTF-16 needs. */
const MOST = 3;

/**
 * Carries packets by long polling, for networks that let no WebSocket through: one request that waits for what the engine says
 * and one at a time with what is said to it. Loaded when it is needed. A request has no limit of its own: the line has one.
 */
export function openPolling(address: string): Carrier {
  const over = new AbortController();
  const { signal } = over;
  const waiting: string[] = [];
  let url = `${address}?EIO=4&transport=polling`;
  /** How much the engine takes at a time. Bytes. */
  let room = 0;
  let posting = false;

  const request = async (more?: RequestInit) => {
    const reply = await fetch(url, { signal: over.signal, cache: "no-store", ...more });
    if (!reply.ok) throw new Error(`The engine answered ${reply.status}.`);
    return await reply.text();
  };
  const post = (body: string, more?: RequestInit) => request({ method: "POST", body, ...more });
  const lose = () => {
    if (signal.aborted) return;
    over.abort();
    carrier.onclose?.(new Event("close") as CloseEvent);
  };
  const listen = async () => {
    for (;;) {
      for (const packet of (await request()).split(SEPARATOR)) {
        if (!PACKET.test(packet)) return lose();
        if (packet[0] === OPEN) {
          const { sid, maxPayload } = JSON.parse(packet.slice(1)) as { sid: string; maxPayload: number };
          url += `&sid=${sid}`;
          room = maxPayload;
        }
        carrier.onmessage?.({ data: packet } as MessageEvent<string>);
      }
    }
  };
  /** Takes as many of the packets that wait as the engine takes at a time, one at least. */
  const take = () => {
    let size = 0;
    const end = waiting.findIndex((packet, index) => (size += packet.length * MOST + 1) > room && index > 0);
    return waiting.splice(0, end < 0 ? waiting.length : end);
  };
  const say = async () => {
    if (posting) return;
    posting = true;
    while (waiting.length > 0) await post(take().join(SEPARATOR));
    posting = false;
  };
  const carrier: Carrier = {
    readyState: 1,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(packet) {
      waiting.push(packet);
      say().catch(lose);
    },
    close() {
      if (signal.aborted) return;
      over.abort();
      // Who is on no longer is not waited for; a page that goes away may still say so.
      if (room > 0) post(CLOSE, { signal: null, keepalive: true }).catch(() => {});
    },
  };
  listen().catch(lose);
  return carrier;
}
