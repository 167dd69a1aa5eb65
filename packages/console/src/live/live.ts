import { backOff } from "@parley/client";
import {
  AGENT_NAMESPACE,
  type AgentEvents,
  type AgentPushes,
  ChatError,
  PROTOCOL_VERSION,
  type Reply,
  type WireError,
} from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import type { Ask } from "./ask.ts";
import { sessionEnded } from "../api.ts";

type LiveStatus =
  | { status: "connecting" }
  | { status: "online" }
  | { status: "offline"; since: number }
  /** The engine does not want this console: it must be reloaded or signed in again. */
  | { status: "refused"; error: WireError };

export interface Live {
  readonly status: ReadonlySignal<LiveStatus>;
  readonly ask: Ask;
  /** Says something that may be lost. */
  readonly mention: <E extends "read" | "typing">(event: E, input: Parameters<AgentEvents[E]>[0]) => void;
  readonly on: <E extends keyof AgentPushes>(push: E, run: AgentPushes[E]) => void;
  /** Runs after every connect, before the status says `online`. What it throws makes us connect again. */
  readonly onConnect: (run: () => Promise<void>) => void;
  /** Runs whenever the status has become `online`. */
  readonly onOnline: (run: () => void) => void;
  /** The connection looks dead: makes a new one. */
  readonly renew: () => void;
  readonly start: () => void;
  readonly stop: () => void;
}

const FINAL = ["version", "unauthorized", "forbidden"];

/** The console's socket: connects, connects again, and knows whether we are online. */
export function createLive(base: string): Live {
  const socket: Socket<AgentPushes, AgentEvents> = io(AGENT_NAMESPACE, {
    path: `${base}/socket.io/`,
    auth: { protocol: PROTOCOL_VERSION },
    autoConnect: false,
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    timeout: 8000,
  });
  const status = signal<LiveStatus>({ status: "connecting" });
  const greetings: (() => Promise<void>)[] = [];
  let attempts = 0;
  let wanted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const lost = () => {
    const current = status.value.status;
    if (current !== "refused" && current !== "offline") status.value = { status: "offline", since: Date.now() };
  };
  const connectIn = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => wanted && socket.connect(), ms);
  };
  const again = () => {
    socket.disconnect();
    connectIn(backOff(attempts++));
  };
  const renew = () => {
    attempts = 0;
    again();
  };

  socket.on("connect", () => {
    void Promise.all(greetings.map((greet) => greet())).then(
      () => {
        attempts = 0;
        status.value = { status: "online" };
      },
      (error: unknown) => {
        lost();
        if (socket.connected) again();
        else if (!(error instanceof ChatError)) throw error;
      },
    );
  });
  socket.on("disconnect", (reason) => {
    lost();
    if (reason === "io server disconnect") connectIn(backOff(attempts++));
  });
  socket.on("connect_error", (error) => {
    const refusal = "data" in error ? (error.data as WireError | undefined) : undefined;
    if (refusal && FINAL.includes(refusal.code)) {
      if (refusal.code === "unauthorized") sessionEnded.tell();
      status.value = { status: "refused", error: refusal };
      return;
    }
    lost();
    if (!socket.active) connectIn(refusal?.retryAfter ?? backOff(attempts++));
  });
  socket.on("drain", ({ in: delay }) => {
    socket.disconnect();
    connectIn(delay);
  });
  // Whatever the browser believes of the network, a new connection shows how it is.
  const networkChanged = () => {
    lost();
    renew();
  };
  const unwatch = watchNetwork(networkChanged);

  return {
    status,
    ask: (event, input, timeout = 10_000) => askSocket(socket, { event, input, timeout }),
    mention(event, input) {
      if (socket.connected) (socket.volatile.emit as (event: string, input: unknown) => void)(event, input);
    },
    on: (push, run) => void socket.on(push as never, run as never),
    onConnect: (run) => void greetings.push(run),
    onOnline: (run) => void status.subscribe((now) => now.status === "online" && run()),
    renew,
    start: () => {
      wanted = true;
      socket.connect();
    },
    stop: () => {
      wanted = false;
      clearTimeout(timer);
      unwatch();
      socket.disconnect();
    },
  };
}

/** Answers how to stop. */
function watchNetwork(changed: () => void): () => void {
  const over = new AbortController();
  for (const change of ["offline", "online"]) addEventListener(change, changed, { signal: over.signal });
  return () => over.abort();
}

async function askSocket<Value>(
  socket: Socket<AgentPushes, AgentEvents>,
  { event, input, timeout }: { event: string; input: unknown; timeout: number },
): Promise<Value> {
  if (!socket.connected) throw new ChatError("unavailable", "The engine cannot be reached.");
  const emit = socket.timeout(timeout) as unknown as {
    emitWithAck: (event: string, input: unknown) => Promise<Reply<Value>>;
  };
  const reply = await emit.emitWithAck(event, input).catch((cause: unknown) => {
    throw new ChatError("unavailable", "The engine did not answer.", { cause });
  });
  if (reply.ok) return reply.value;
  const { code, message, retryAfter, details } = reply.error;
  if (code === "unauthorized") sessionEnded.tell();
  throw new ChatError(code, message, { retryAfter, details });
}
