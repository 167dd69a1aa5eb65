import { type ConversationEvent, PROTOCOL_VERSION, type Reply } from "@parley/protocol";
import { io } from "socket.io-client";

/**
 * A client that connects again whatever happens, as an ordinary one does, and trusts what is pushed: the control. It must lose
 * what was pushed while it was away, or the faults are none.
 */
export interface NaiveClient {
  readonly conversationId: string;
  /** Numbers of the events that were pushed to it. */
  readonly seen: ReadonlySet<number>;
  close: () => void;
}

/** Milliseconds until it tries again where Socket.IO's client does not, and that it waits for an answer. */
const AGAIN = 1_000;
const NO_ANSWER = 5_000;

export function openNaive(conversationId: string, token: string, url: string): NaiveClient {
  const seen = new Set<number>();
  const timers = new Set<NodeJS.Timeout>();
  const socket = io(`${url}/visitor`, {
    auth: { protocol: PROTOCOL_VERSION, token },
    transports: ["websocket"],
    forceNew: true,
  });
  function later(act: () => void): void {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, AGAIN);
    timers.add(timer);
  }
  function hello(): void {
    if (!socket.connected) return;
    socket.timeout(NO_ANSWER).emit("hello", { locale: "en" }, (error: Error | null, reply?: Reply<unknown>) => {
      if (error || !reply?.ok) later(hello);
    });
  }
  socket.on("connect", hello);
  socket.on("event", (event: ConversationEvent) => void seen.add(event.seq));
  // Socket.IO's client gives up when a server that is about to stop refuses it, or sends it away.
  socket.on("connect_error", () => {
    if (!socket.active) later(() => socket.connect());
  });
  socket.on("disconnect", (reason) => {
    if (reason === "io server disconnect") later(() => socket.connect());
  });
  return {
    conversationId,
    seen,
    close() {
      for (const timer of timers) clearTimeout(timer);
      socket.disconnect();
    },
  };
}
