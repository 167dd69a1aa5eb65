import type { Reply } from "@parley/protocol";
import { PROTOCOL_VERSION } from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import type { Random } from "./random.ts";

/** An answer that says no, with the engine's reason. */
export class Refusal extends Error {
  readonly code: string;
  readonly retryAfter: number;
  readonly details: Record<string, unknown> | undefined;

  constructor({ code, message, retryAfter = 0, details }: Refused) {
    super(`${code}: ${message}`);
    this.code = code;
    this.retryAfter = retryAfter;
    this.details = details;
  }

  /** SPEC R2. */
  get retryable(): boolean {
    return ["tooMany", "internal", "unavailable", "overloaded"].includes(this.code);
  }
}
interface Refused {
  code: string;
  message: string;
  retryAfter?: number | undefined;
  details?: Record<string, unknown> | undefined;
}

export interface LineOptions {
  namespace: "/visitor" | "/agent";
  random: Random;
  /** Where to connect next: another node every time, as a balancer without memory would choose. */
  url: () => string;
  auth: () => Record<string, unknown>;
  headers?: (url: string) => Record<string, string>;
  /** Says hello; the line counts as up once this has resolved. */
  greet: (ask: Ask) => Promise<void>;
  onPush: (event: string, value: never) => void;
  /** Hears why the engine refused the connection for good. */
  onRefused: (refusal: Refusal) => void;
}
export type Ask = <T>(event: string, input: unknown) => Promise<T>;

/** What was never sent cannot have been heard. */
export class NotSent extends Error {}

/** Whom to ask while there is no connection. */
export const NOBODY: Ask = () => Promise.reject(new NotSent("There is no connection."));

/** A connection that is made again whenever it breaks. */
export interface Line {
  /** Asks and waits 5 s for the answer; rejects at once while there is no connection. */
  ask: Ask;
  readonly up: boolean;
  /** How far it is with coming up, and what ended it before. */
  readonly why: string;
  close: () => void;
}

/** Milliseconds without an answer after which a request is sent again (SPEC R2). */
const NO_ANSWER = 5_000;
const LONGEST_CONNECT = 4_000;
const SHORTEST_WAIT = 100;
const LONGEST_WAIT = 2_000;

export function createLine(options: LineOptions): Line {
  const { random, namespace } = options;
  let socket: Socket | undefined;
  let up = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let attempts = 0;
  let phase = "waiting";
  let ended = "nothing";

  const askOver =
    (over: Socket): Ask =>
    async <T>(event: string, input: unknown) => {
      if (!over.connected) return await NOBODY<T>(event, input);
      const reply = (await over.timeout(NO_ANSWER).emitWithAck(event, input)) as Reply<T>;
      if (reply.ok) return reply.value;
      throw new Refusal(reply.error);
    };

  function again(wait: number, reason: string): void {
    up = false;
    phase = "waiting";
    ended = reason;
    socket?.removeAllListeners();
    socket?.disconnect();
    socket = undefined;
    clearTimeout(timer);
    if (!closed) timer = setTimeout(connect, wait);
  }

  const backOff = () => SHORTEST_WAIT + random.next() * Math.min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** attempts);

  function connect(): void {
    attempts++;
    phase = "connecting";
    const url = options.url();
    const opened = io(`${url}${namespace}`, {
      auth: { protocol: PROTOCOL_VERSION, ...options.auth() },
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      timeout: LONGEST_CONNECT,
      extraHeaders: options.headers?.(url) ?? {},
    });
    socket = opened;
    opened.onAny((event: string, value: unknown) => {
      if (event === "drain") again((value as { in: number }).in, "drained");
      else options.onPush(event, value as never);
    });
    opened.on("connect_error", (error: Error & { data?: Refused }) => {
      const refusal = error.data && new Refusal(error.data);
      if (refusal && !refusal.retryable) options.onRefused(refusal);
      again(Math.max(refusal?.retryAfter ?? 0, backOff()), error.message);
    });
    opened.on("disconnect", (reason) => again(backOff(), reason));
    opened.on("connect", () => {
      phase = "greeting";
      options.greet(askOver(opened)).then(
        () => {
          attempts = 0;
          up = socket === opened;
        },
        (reason: unknown) => {
          if (reason instanceof Refusal && !reason.retryable) options.onRefused(reason);
          const wait = reason instanceof Refusal ? reason.retryAfter : 0;
          if (socket === opened) again(Math.max(wait, backOff()), `greeting: ${String(reason)}`);
        },
      );
    });
  }

  connect();
  return {
    ask: (event, input) => {
      return socket && up ? askOver(socket)(event, input) : NOBODY(event, input);
    },
    get up() {
      return up;
    },
    get why() {
      return `${phase} after ${ended}`;
    },
    close() {
      closed = true;
      again(0, "closed");
    },
  };
}
