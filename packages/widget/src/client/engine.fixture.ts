import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type {
  ConversationEvent,
  Happening,
  Introduction,
  LogPage,
  RefusedField,
  Reply,
  WireError,
} from "@parley/protocol";
import { advance, type Conversation } from "@parley/protocol";
import { Server, type Socket } from "socket.io";

type Answer = (reply: Reply<unknown>) => void;
type Written = { id: string; content?: never; score?: never; comment?: never; messageId?: never; helpful?: never };

/** A real Socket.IO server that keeps the visitors' half of SPEC.md, and can be told to misbehave. */
export async function startEngine(port = 0, timing = { pingInterval: 10_000, pingTimeout: 5_000 }) {
  const http = createServer();
  const io = new Server(http, { ...timing, cors: { origin: true } });
  const visitors = new Map<string, { conversation: Conversation; events: ConversationEvent[] }>();
  const faults = {
    /** Requests to answer with an error instead. */
    refuse: undefined as ((event: string, input: Record<string, never>) => WireError | undefined) | undefined,
    /** What of an introduction is not taken. */
    refuseFields: undefined as ((said: Introduction) => RefusedField[]) | undefined,
    /** Stored, but the answer gets lost. */
    loseAnswers: false,
    losePushes: false,
    refuseConnect: undefined as WireError | undefined,
  };
  const heard: { event: string; input: unknown }[] = [];

  const append = (token: string, id: string, happening: Happening) => {
    const visitor = visitors.get(token);
    if (!visitor) throw new Error(`No visitor has the token ${token}.`);
    const { conversation, events } = visitor;
    const stored = events.find((event) => event.id === id);
    if (stored) return { id, seq: stored.seq, at: stored.at, duplicate: true };
    const place = { id, conversationId: conversation.id, seq: events.length + 1, at: Date.now() };
    const event: ConversationEvent = { ...place, ...happening };
    events.push(event);
    visitor.conversation = advance(conversation, event);
    if (!faults.losePushes) io.of("/visitor").to(token).emit("event", event);
    return { id, seq: event.seq, at: event.at, duplicate: false };
  };
  const pageOf = (events: ConversationEvent[], after: number | undefined): LogPage => {
    if (after === undefined) return { events: events.slice(-50), head: events.length, reset: true };
    if (events.length - after > 2000) return { events: events.slice(-50), head: events.length, reset: true };
    return { events: events.slice(after, after + 200), head: events.length };
  };
  const by = { kind: "visitor" } as const;
  const open = (token: string, id: string) => {
    const { conversation, events = [] } = visitors.get(token) ?? {};
    const known = events.some((event) => event.id === id);
    const over = events.length === 0 || conversation?.state.status === "closed";
    if (!known && over) append(token, `opened-${events.length}`, { type: "opened", author: by });
  };
  const write = (token: string, event: string, input: Written) => {
    const { id, score = 0, comment, messageId, helpful = false, content } = input;
    if (event === "rate") return append(token, id, { type: "rated", score, comment });
    if (event === "end") return append(token, id, { type: "closed", author: by });
    if (event === "judge") return append(token, id, { type: "judged", messageId: String(messageId), helpful });
    open(token, id);
    return append(token, id, { type: "message", author: by, content: content as never });
  };
  const answer = (token: string, event: string, input: Record<string, never>): unknown => {
    const visitor = visitors.get(token);
    if (!visitor) throw new Error("unreachable");
    const { conversation, events } = visitor;
    if (event === "hello") {
      const page = pageOf(events, input["after"]);
      return { token, visitorId: `v-${token}`, conversation, page };
    }
    if (event === "sync") return pageOf(events, input["after"]);
    if (event === "history") {
      const end = Number(input["before"]) - 1;
      return { events: events.slice(Math.max(0, end - Number(input["limit"])), end), head: events.length };
    }
    if (event === "identify") return { taken: [], refused: faults.refuseFields?.(input) ?? [] };
    return event === "forget" ? {} : write(token, event, input as never);
  };

  io.of("/visitor").use((socket: Socket, next) => {
    const { token } = socket.handshake.auth;
    const error =
      faults.refuseConnect ?? (token && !visitors.has(token) ? { code: "unauthorized", message: "Who?" } : 0);
    if (error) return next(Object.assign(new Error(error.message), { data: error }));
    socket.data.token = token ?? `token-${visitors.size + 1}`;
    next();
  });
  io.of("/visitor").on("connection", (socket: Socket) => {
    const { token } = socket.data;
    socket.onAny((event: string, input: Record<string, never>, reply?: Answer) => {
      heard.push({ event, input });
      if (!visitors.has(token)) visitors.set(token, { conversation: fresh(token), events: [] });
      const error = faults.refuse?.(event, input);
      if (error) return reply?.({ ok: false, error });
      if (event === "hello") void socket.join(token);
      if (!reply) return;
      const value = answer(token, event, input);
      if (!(faults.loseAnswers && event !== "hello")) reply({ ok: true, value });
    });
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  const { port: bound } = http.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}/`,
    port: bound,
    faults,
    heard,
    visitors,
    append,
    push: (event: string, value: unknown) => io.of("/visitor").emit(event, value),
    /** Cuts every line, as a network does. */
    cut: () => io.of("/visitor").sockets.forEach((socket) => socket.conn.close()),
    /** Keeps every line open and says nothing on it any more, as a half-open connection does. */
    silence: () => io.of("/visitor").sockets.forEach(({ conn }) => (conn.transport.send = () => {})),
    sockets: () => io.of("/visitor").sockets,
    stop: () => io.close(),
  };
}

const fresh = (token: string): Conversation => ({
  id: `conversation-${token}`,
  visitorId: `v-${token}`,
  channel: "web",
  locale: "en",
  seq: 0,
  episode: 0,
  openedAt: 0,
  updatedAt: 0,
  state: { status: "bot", unsure: 0, from: 0 },
});
