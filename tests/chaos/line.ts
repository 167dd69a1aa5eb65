import { backOff } from "@parley/client";
import { AGENT_NAMESPACE, PROTOCOL_VERSION, type Reply, RETRYABLE, type WireError } from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import type { Random } from "./random.ts";

/** An answer that says no, with the engine's reason. */
export class Refusal extends Error {
  readonly error: WireError;

  constructor(error: WireError) {
    super(`${error.code}: ${error.message}`);
    this.error = error;
  }

  get retryAfter(): number {
    return this.error.retryAfter ?? 0;
  }

  /** SPEC R2. */
  get retryable(): boolean {
    return RETRYABLE.includes(this.error.code);
  }
}

export interface LineOptions {
  random: Random;
  /** Where to connect next: another node every time, as a balancer without memory would choose. */
  url: () => string;
  headers: (url: string) => Record<string, string>;
  /** Says hello; the line counts as up once this has resolved. */
  greet: (ask: Ask) => Promise<void>;
  /** The line counts as up from now on. */
  onUp: () => void;
  onPush: (event: string, value: never) => void;
  /** Hears why the engine refused the connection for good. */
  onRefused: (refusal: Refusal) => void;
}
export type Ask = <T>(event: string, input: unknown) => Promise<T>;

/** What was never sent cannot have been heard. */
export class NotSent extends Error {}

/** Whom to ask while there is no connection. */
export const NOBODY: Ask = () => Promise.reject(new NotSent("There is no connection."));

/** An agent's connection, which is made again whenever it breaks. The console's own needs a browser that keeps its cookies. */
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

export function createLine(options: LineOptions): Line {
  const { random } = options;
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

  const pause = () => backOff(attempts++, random.next());

  function connect(): void {
    phase = "connecting";
    const url = options.url();
    const opened = io(`${url}${AGENT_NAMESPACE}`, {
      auth: { protocol: PROTOCOL_VERSION },
      transports: ["websocket"],
      forceNew: true,
      reconnection: false,
      timeout: LONGEST_CONNECT,
      extraHeaders: options.headers(url),
    });
    socket = opened;
    opened.onAny((event: string, value: unknown) => {
      if (event === "drain") again((value as { in: number }).in, "drained");
      else options.onPush(event, value as never);
    });
    opened.on("connect_error", (error: Error & { data?: WireError }) => {
      const refusal = error.data && new Refusal(error.data);
      if (refusal && !refusal.retryable) options.onRefused(refusal);
      again(Math.max(refusal?.retryAfter ?? 0, pause()), error.message);
    });
    opened.on("disconnect", (reason) => again(pause(), reason));
    opened.on("connect", () => {
      phase = "greeting";
      options.greet(askOver(opened)).then(
        () => {
          attempts = 0;
          up = socket === opened;
          if (up) options.onUp();
        },
        (reason: unknown) => {
          if (reason instanceof Refusal && !reason.retryable) options.onRefused(reason);
          const wait = reason instanceof Refusal ? reason.retryAfter : 0;
          if (socket === opened) again(Math.max(wait, pause()), `greeting: ${String(reason)}`);
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
