import { backOff, openSocket } from "@parley/client";
import {
  AGENT_NAMESPACE,
  type AgentEvents,
  type AgentPushes,
  ChatError,
  PROTOCOL_VERSION,
  type WireError,
} from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals";
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

type Listener = (value: unknown) => void;

const FINAL = ["version", "unauthorized", "forbidden"];
/** After so many failures the wait grows no more: an agent is back 8 s after the engine at the latest. */
const MOST_FAILURES = 4;

/** The console's socket: connects, connects again, and knows whether we are online. */
export function createLive(base: string): Live {
  const status = signal<LiveStatus>({ status: "connecting" });
  const greetings: (() => Promise<void>)[] = [];
  const arrivals: (() => void)[] = [];
  const listeners = new Map<string, Listener[]>();
  let failures = 0;
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
  const again = (ms = backOff(Math.min(failures++, MOST_FAILURES))) => {
    lost();
    socket.disconnect();
    connectIn(ms);
  };
  const greet = () =>
    Promise.all(greetings.map((greeting) => greeting())).then(
      () => {
        failures = 0;
        status.value = { status: "online" };
        for (const run of arrivals) run();
      },
      (error: unknown) => {
        if (socket.connected()) again();
        else if (!(error instanceof ChatError)) throw error;
      },
    );
  const socket = openSocket<{ event: string; value: unknown }>(
    `${location.origin}${base}`,
    AGENT_NAMESPACE,
    () => ({ protocol: PROTOCOL_VERSION }),
    {
      connected: () => void greet(),
      disconnected: () => again(),
      refused(error) {
        if (!FINAL.includes(error.code)) return again(error.retryAfter);
        if (error.code === "unauthorized") sessionEnded.tell();
        status.value = { status: "refused", error };
      },
      pushed({ event, value }) {
        if (event === "drain") again((value as Parameters<AgentPushes["drain"]>[0]).in);
        else for (const hear of listeners.get(event) ?? []) hear(value);
      },
    },
  );
  const renew = () => {
    failures = 0;
    again();
  };
  // Whatever the browser believes of the network, a new connection shows how it is.
  const unwatch = watchNetwork(renew);

  return {
    status,
    async ask(event, input, timeout = 10_000) {
      const reply = await socket.request(event, input, timeout);
      if (reply.ok) return reply.value;
      const { code, message, retryAfter, details } = reply.error;
      if (code === "unauthorized") sessionEnded.tell();
      throw new ChatError(code, message, { retryAfter, details });
    },
    mention: socket.tell,
    on: (push, run) => void listeners.set(push, [...(listeners.get(push) ?? []), run as Listener]),
    onConnect: (run) => void greetings.push(run),
    onOnline: (run) => void arrivals.push(run),
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
