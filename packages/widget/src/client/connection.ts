import { backOff } from "@parley/client";
import { PROTOCOL_VERSION, RETRYABLE } from "@parley/protocol";
import type { Reply, Welcome, WireError } from "@parley/protocol";
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { SessionStore } from "./session.ts";
import type { Input, Output, OpenTransport, Push, Transport } from "./transport.ts";
import { watchPage } from "./wake.ts";

/** How the client stands with the engine. */
export type ConnectionState =
  | { status: "idle" }
  | { status: "connecting" }
  | { status: "online" }
  /** `failures` in a row, so far. */
  | { status: "reconnecting"; failures: number }
  /** It will not try again by itself: the engine does not want this client. */
  | { status: "stopped"; error: WireError };

export interface ConnectionOptions {
  engine: string;
  open: OpenTransport;
  session: SessionStore;
  hello: () => Promise<Input<"hello">>;
  welcomed: (welcome: Welcome) => void;
  pushed: (push: Push) => void;
  /** The engine no longer knows the visitor; a new one is made. */
  forgotten: () => void;
  /** Time to ask whether anything was missed. */
  sync: () => void;
  /** Another tab has stored something. */
  stored: () => void;
}

/** A connection that greets, comes back, and knows when to stop. */
export interface Connection {
  readonly state: ReadonlySignal<ConnectionState>;
  readonly session: SessionStore;
  readonly transport: Pick<Transport, "request" | "tell">;
  connect: () => void;
  disconnect: () => void;
  find: (asked: Input<"find">) => Promise<Reply<Output<"find">>>;
  /** Devices are told by who is connected: nothing of it is kept and sent later. */
  subscribe: (asked: Input<"subscribe">) => Promise<Reply<Output<"subscribe">>>;
  unsubscribe: (asked: Input<"unsubscribe">) => Promise<Reply<object>>;
  /** Says hello again, for example in another language. */
  greet: () => Promise<void>;
  /** The engine said that the token is not valid any more. */
  renew: () => void;
}

/** SPEC M10. Milliseconds. */
const SYNC_EVERY = 25_000;

/** Makes a connection; it is idle until `connect`. */
export function createConnection(options: ConnectionOptions): Connection {
  const { session, hello, welcomed, pushed, forgotten, sync, stored } = options;
  const state = signal<ConnectionState>({ status: "idle" });
  let failures = 0;
  /** By which token it connected: another tab may be somebody else by now. */
  let mine: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heartbeat: ReturnType<typeof setInterval> | undefined;
  let unwatch = () => {};

  const transport = options.open(
    options.engine,
    () => ({ protocol: PROTOCOL_VERSION, token: (mine = session.get().token) }),
    {
      connected: () => void greet(),
      disconnected: () => later(),
      refused: (error) => fail(error),
      pushed(push) {
        if (push.event === "drain") later(push.value.in);
        else pushed(push);
      },
    },
  );
  const end = (next: ConnectionState) => {
    clearTimeout(timer);
    clearInterval(heartbeat);
    unwatch();
    state.value = next;
    transport.disconnect();
  };
  const reconnect = () => {
    clearTimeout(timer);
    transport.disconnect();
    transport.connect();
  };
  const later = (wait = 0) => {
    const pause = wait || backOff(failures++);
    state.value = { status: "reconnecting", failures };
    transport.disconnect();
    clearTimeout(timer);
    timer = setTimeout(reconnect, pause);
  };
  const renew = () => {
    if (session.get().token === mine) session.set({ token: undefined, as: undefined });
    forgotten();
    reconnect();
  };
  const fail = (error: WireError) => {
    if (error.code === "unauthorized" && mine) renew();
    else if (RETRYABLE.includes(error.code)) later(error.retryAfter);
    else end({ status: "stopped", error });
  };
  const greet = async () => {
    const reply = await transport.request("hello", await hello());
    if (!transport.connected()) return;
    if (!reply.ok) return fail(reply.error);
    if (session.get().token !== mine) return renew();
    const { token, visitorId } = reply.value;
    const before = mine;
    failures = 0;
    session.set({ token: (mine = token), as: visitorId });
    // The one before ends when this one is used.
    if (before && before !== token) return void greet();
    state.value = { status: "online" };
    welcomed(reply.value);
  };
  const wake = () => {
    if (transport.connected()) sync();
    else reconnect();
  };

  return {
    state,
    session,
    transport,
    greet,
    renew,
    find: (asked) => transport.request("find", asked),
    subscribe: (asked) => transport.request("subscribe", asked),
    unsubscribe: (asked) => transport.request("unsubscribe", asked),
    connect() {
      if (!/^(?:idle|stopped)$/.test(state.peek().status)) return;
      state.value = { status: "connecting" };
      heartbeat = setInterval(sync, SYNC_EVERY);
      unwatch = watchPage({
        awake: wake,
        asleep: () => transport.disconnect(),
        away: () => later(),
        stored: () => (session.get().token === mine ? stored() : renew()),
      });
      transport.connect();
    },
    disconnect: () => end({ status: "idle" }),
  };
}
