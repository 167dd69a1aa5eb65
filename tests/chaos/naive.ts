import { type ConversationEvent, PROTOCOL_VERSION } from "@parley/protocol";
import { io } from "socket.io-client";

/** A client that trusts what is pushed: the control. It must lose something, or the faults are none. */
export interface NaiveClient {
  readonly conversationId: string;
  /** Numbers of the events that were pushed to it. */
  readonly seen: ReadonlySet<number>;
  close: () => void;
}

export function openNaive(conversationId: string, token: string, url: string): NaiveClient {
  const seen = new Set<number>();
  const socket = io(`${url}/visitor`, {
    auth: { protocol: PROTOCOL_VERSION, token },
    transports: ["websocket"],
    forceNew: true,
  });
  socket.on("connect", () => void socket.emit("hello", { locale: "en" }, () => {}));
  socket.on("event", (event: ConversationEvent) => void seen.add(event.seq));
  return { conversationId, seen, close: () => void socket.disconnect() };
}
