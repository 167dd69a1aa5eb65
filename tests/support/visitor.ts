import {
  type ConversationEvent,
  newId,
  PROTOCOL_VERSION,
  type QueuePlace,
  type Receipt,
  type Reply,
  type VisitorContent,
  type VisitorEvents,
  type VisitorPushes,
  type Welcome,
  type WireError,
} from "@parley/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished } from "vitest";

type VisitorSocket = Socket<VisitorPushes, VisitorEvents>;

export class RefusedError extends Error {
  readonly data: WireError;

  constructor(data: WireError) {
    super(`${data.code}: ${data.message}`);
    this.data = data;
  }
}

/** The value of a reply, or the error as an exception. */
export function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw new RefusedError(reply.error);
}

/** Asks and waits for the answer. */
export async function ask<T>(socket: Socket, event: string, input: unknown): Promise<T> {
  return unwrap((await socket.timeout(60_000).emitWithAck(event, input)) as Reply<T>);
}

/** Connects a socket, or rejects with what the engine said. */
export async function connected<S extends Socket>(socket: S): Promise<S> {
  onTestFinished(() => void socket.disconnect());
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", (error) => {
      const { data } = error as Error & { data?: WireError };
      reject(data ? new RefusedError(data) : error);
    });
    socket.connect();
  });
  return socket;
}

/** This machine's certificates are signed by nobody who is known. */
export const trusting = (url: string) => ({ rejectUnauthorized: new URL(url).hostname !== "127.0.0.1" });

export interface VisitorOptions {
  token?: string;
  /** A BCP 47 tag, or what somebody takes for one. */
  locale?: string;
  after?: number;
  protocol?: number;
  headers?: Record<string, string>;
  /** The inbox that its widget is of; the first unless told. */
  inbox?: string;
  /** How it connects; by WebSocket unless told. */
  transports?: ("websocket" | "polling")[];
}

/** A visitor who speaks the protocol over a real socket. */
export async function visitor(url: string, options: VisitorOptions = {}) {
  const {
    token,
    locale = "en",
    after,
    protocol = PROTOCOL_VERSION,
    headers = {},
    inbox,
    transports = ["websocket"],
  } = options;
  // An engine may be reached below a path.
  const { origin, pathname } = new URL(url);
  const socket: VisitorSocket = await connected(
    io(`${origin}/visitor`, {
      path: `${pathname.replace(/\/$/, "")}/socket.io/`,
      auth: { protocol, inbox, ...(token && { token }) },
      transports,
      forceNew: true,
      autoConnect: false,
      extraHeaders: headers,
      ...trusting(url),
    }),
  );
  const events: ConversationEvent[] = [];
  const places: QueuePlace[] = [];
  socket.on("event", (event) => events.push(event));
  socket.on("queue", (place) => places.push(place));
  const welcome = await ask<Welcome>(socket, "hello", { locale, ...(after !== undefined && { after }) });
  // A machine too busy to answer pings in time must not fail a test: come back as any client would.
  socket.auth = { protocol, inbox, token: welcome.token };
  socket.on("connect", () => {
    const last = events.at(-1)?.seq ?? welcome.page.head;
    // An engine that is about to stop refuses or does not answer: then it is said again with the next connection.
    ask<Welcome>(socket, "hello", { locale, after: last }).then(
      ({ page }) => missed(page.events),
      () => {},
    );
  });

  /** What was pushed meanwhile is there already. */
  function missed(found: readonly ConversationEvent[]): void {
    const known = new Set(events.map(({ seq }) => seq));
    events.push(...found.filter(({ seq }) => !known.has(seq)));
    events.sort((one, other) => one.seq - other.seq);
  }

  const messages = () => events.filter((event) => event.type === "message");
  const say = (content: VisitorContent, id = newId()) => ask<Receipt>(socket, "send", { id, content });
  return {
    socket,
    welcome,
    events,
    places,
    messages,
    send: (text: string, id?: string) => say({ type: "text", text }, id),
    choose: (text: string, value: string) => say({ type: "choice", text, value }),
    ask: <T>(event: string, input: unknown) => ask<T>(socket, event, input),
    /** The next message of the bot after what was sent as `id`. */
    async answerTo({ seq }: Receipt) {
      const found = () => messages().find((event) => event.seq > seq && event.author.kind === "bot");
      await expect.poll(found).toBeDefined();
      const answer = found();
      if (!answer || answer.content.type !== "text") throw new Error("There is no answer.");
      return answer.content;
    },
    /** Waits for an event of this type. */
    async sees<T extends ConversationEvent["type"]>(type: T) {
      const found = () => events.find((event): event is Extract<ConversationEvent, { type: T }> => event.type === type);
      await expect.poll(found).toBeDefined();
      return found() as Extract<ConversationEvent, { type: T }>;
    },
  };
}
