import type { SocketListener } from "@parley/client";
import type { Reply, VisitorAuth, VisitorEvents, VisitorPushes } from "@parley/protocol";

type Answer<E> = E extends (input: never, reply: (answer: Reply<infer T>) => void) => void ? T : never;

/** Requests that are answered. */
export type RequestName = Exclude<keyof VisitorEvents, TellName>;
/** What is said without waiting for an answer. */
export type TellName = "read" | "typing" | "page";
/** What a request carries. */
export type Input<E extends keyof VisitorEvents> = Parameters<VisitorEvents[E]>[0];
/** What a request is answered with. */
export type Output<E extends RequestName> = Answer<VisitorEvents[E]>;

/** What the engine may push, and what comes with it. */
export type Push = {
  [E in keyof VisitorPushes]: { event: E; value: Parameters<VisitorPushes[E]>[0] };
}[keyof VisitorPushes];

/** What a transport tells its owner. */
export type TransportListener = SocketListener<Push>;

/** A way to the engine. Keeps and repeats nothing by itself: what is not sent while connected is not sent. */
export interface Transport {
  readonly connected: () => boolean;
  connect: () => void;
  disconnect: () => void;
  /** Never rejects: no connection, or no answer in time, is the error `unavailable`. */
  request: <E extends RequestName>(event: E, input: Input<E>) => Promise<Reply<Output<E>>>;
  tell: <E extends TellName>(event: E, input: Input<E>) => void;
}

/** Makes a transport to the engine at `engine`, an absolute URL. `auth` is asked at every connect. */
export type OpenTransport = (engine: string, auth: () => VisitorAuth, listener: TransportListener) => Transport;
