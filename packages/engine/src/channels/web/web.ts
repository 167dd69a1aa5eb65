import { conversationRoom } from "../../transport/workspace.ts";
import {
  ChatError,
  EndConversation,
  forVisitor,
  Hello,
  HistoryRequest,
  Judgement,
  type LogPage,
  newId,
  Page,
  Profile,
  Rating,
  ReadMarker,
  type Receipt,
  SendMessage,
  StopWaiting,
  SyncRequest,
  type Welcome,
} from "@parley/protocol";
import * as v from "valibot";
import { receive, receiptOf, takeTurn } from "../../spine/receive.ts";
import { handle, hear } from "../../transport/wire.ts";
import type { Command } from "../../services/dialog/contract.ts";
import type { Users } from "../../services/users/contract.ts";
import type { Channel } from "../../spine/channel.ts";
import { chargeHandOver, tooMuch } from "./too-much.ts";
import { identified } from "./identity.ts";
import type { VisitorNamespace, VisitorSocket } from "./session.ts";
import { conversationForVisitor, type WebParts } from "./parts.ts";

/** What is left of a connection whose visitor was forgotten. */
const NOBODY = { token: undefined, visitorId: undefined, conversationId: undefined, listed: undefined };

type News = Omit<Parameters<Users["updateVisitor"]>[0], "visitorId" | "profile">;

const Nothing = v.object({});
const TypingInput = v.object({ on: v.boolean() });

/** The widget's channel: visitors' browsers over Socket.IO. */
export function webChannel(visitors: VisitorNamespace, parts: WebParts): Channel {
  const handlers = createHandlers(parts);
  visitors.on("connection", (socket: VisitorSocket) => listen(socket, handlers));
  return {
    type: "web",
    attended: true,
    deliver(conversation, event) {
      if (event.type === "queued") chargeHandOver(visitors, conversation.id, parts);
      visitors.to(conversationRoom(conversation.id)).emit("event", forVisitor(event));
    },
    typing: (typing) => visitors.to(conversationRoom(typing.conversationId)).volatile.emit("typing", typing),
    queued: (conversationId, place) => visitors.to(conversationRoom(conversationId)).volatile.emit("queue", place),
    read: (conversationId, seq) => visitors.to(conversationRoom(conversationId)).volatile.emit("read", { seq }),
  };
}

type Handlers = ReturnType<typeof createHandlers>;

function listen(socket: VisitorSocket, handlers: Handlers): void {
  socket.on("hello", handlers.hello);
  socket.on("send", handlers.send);
  socket.on("sync", handlers.sync);
  socket.on("history", handlers.history);
  socket.on("rate", handlers.rate);
  socket.on("judge", handlers.judge);
  socket.on("stopWaiting", handlers.stopWaiting);
  socket.on("end", handlers.end);
  socket.on("identify", handlers.identify);
  socket.on("forget", handlers.forget);
  socket.on("typing", handlers.typing);
  socket.on("read", handlers.read);
  socket.on("page", handlers.page);
  socket.on("disconnect", handlers.gone);
}

/** Made once for all sockets: handlers of its own would be a third of what the engine keeps for a visitor. */
function createHandlers(parts: WebParts) {
  const { spine, users, onError, agents, attendance } = parts;
  const { dialog } = spine;

  const greetings = new WeakMap<VisitorSocket, Promise<unknown>>();

  /** Whose connection it is. What was sent right behind `hello` waits until that is known. */
  const here = async (socket: VisitorSocket) => {
    await greetings.get(socket);
    const { conversationId, visitorId } = socket.data;
    if (!conversationId || !visitorId) throw new ChatError("invalid", "Say hello first.");
    return { conversationId, visitorId };
  };
  const tell = async (socket: VisitorSocket, id: string, command: Command, refusal?: ChatError): Promise<Receipt> => {
    const { conversationId } = await here(socket);
    return receiptOf(id, await receive(spine, { conversationId, id, command, refusal }));
  };
  const pageOf = (page: LogPage): LogPage => ({ ...page, events: page.events.map(forVisitor) });

  async function hello(input: Hello, socket: VisitorSocket): Promise<Welcome> {
    const greeting = greet(input, socket);
    const over = greeting.then(
      () => {},
      () => {},
    );
    greetings.set(socket, over);
    return await greeting.finally(() => greetings.get(socket) === over && greetings.delete(socket));
  }

  async function greet({ locale, page, after }: Hello, socket: VisitorSocket): Promise<Welcome> {
    const { visitorId, token, isNew } = await identified(socket, parts, { locale, page });
    const { id: conversationId } = await dialog.open({ visitorId, channel: "web", locale });
    Object.assign(socket.data, { visitorId, token, conversationId });
    if (!isNew) visits(socket, { locale, page, browser: socket.data.browser });
    // Joined before it is read: an event in between is pushed, read, or both, never neither (SPEC M8).
    await socket.join(conversationRoom(conversationId));
    const { conversation, awaiting, page: log } = await dialog.enter({ conversationId, after });
    if (awaiting) takeTurn(spine, conversationId, awaiting);
    if (conversation.seq > 0) isListed(socket);
    const [queue, read] = await Promise.all([parts.placeOf(conversation), dialog.readTo({ conversationId })]);
    // Said as it is when agents read on, so that clients show both in the same way.
    if (read.agents > 0) socket.emit("read", { seq: read.agents });
    return {
      token,
      visitorId,
      conversation: conversationForVisitor(conversation),
      page: pageOf(log),
      read,
      ...(queue && { queue }),
    };
  }

  async function identify(profile: Profile, socket: VisitorSocket) {
    const { visitorId, conversationId } = await here(socket);
    await users.updateVisitor({ visitorId, profile });
    agents.refresh(conversationId);
    return {};
  }

  async function say({ id, content }: SendMessage, socket: VisitorSocket): Promise<Receipt> {
    const from = { ...(await here(socket)), address: socket.data.address };
    const refusal = await tooMuch(from, parts);
    const receipt = await tell(socket, id, { do: "say", author: { kind: "visitor" }, content }, refusal);
    isListed(socket);
    return receipt;
  }
  function isListed({ data }: VisitorSocket): void {
    if (data.listed || !data.conversationId) return;
    data.listed = true;
    attendance.came(data.conversationId);
  }
  /** Notes what is new about who is there, and shows those who talk with them where they are. */
  function visits({ data: { visitorId, conversationId } }: VisitorSocket, news: News): void {
    if (!visitorId || !conversationId) return;
    const noted = users.updateVisitor({ visitorId, ...news });
    noted.then(({ page }) => news.page && page && agents.page({ conversationId, page })).catch(onError);
  }
  const sync = async ({ after }: SyncRequest, socket: VisitorSocket) =>
    pageOf(await dialog.read({ ...(await here(socket)), after }));
  const history = async (asked: HistoryRequest, socket: VisitorSocket) =>
    pageOf(await dialog.history({ ...(await here(socket)), ...asked }));
  const rate = ({ id, score, comment }: Rating, socket: VisitorSocket) =>
    tell(socket, id, { do: "rate", score, comment });
  const judge = ({ id, messageId, helpful }: Judgement, socket: VisitorSocket) =>
    tell(socket, id, { do: "judge", messageId, helpful });
  const stopWaiting = ({ id }: StopWaiting, socket: VisitorSocket) => tell(socket, id, { do: "stopWaiting" });
  const end = ({ id }: EndConversation, socket: VisitorSocket) =>
    tell(socket, id, { do: "close", author: { kind: "visitor" } });
  async function forget(_: object, socket: VisitorSocket) {
    await greetings.get(socket);
    const { visitorId } = socket.data;
    // Forgotten already: the answer was lost.
    if (!visitorId) return {};
    const { id: conversationId } = await dialog.open({ visitorId, channel: "web", locale: "en" });
    // Nobody is left waiting for them, nor they for anybody.
    await receive(spine, { conversationId, id: newId(), command: { do: "close", author: { kind: "visitor" } } });
    await users.forgetVisitor({ visitorId });
    agents.refresh(conversationId);
    // Nobody is who he was any more: this connection starts anew with its next hello, the visitor's others by connecting.
    await socket.leave(conversationRoom(conversationId));
    Object.assign(socket.data, NOBODY);
    socket.nsp.in(conversationRoom(conversationId)).disconnectSockets();
    attendance.left(conversationId);
    return {};
  }

  async function hasRead(conversationId: string, seq: number): Promise<void> {
    const read = await dialog.markRead({ conversationId, by: "visitor", seq });
    agents.read({ conversationId, seq: read.seq });
  }

  return {
    hello: handle(Hello, hello, parts),
    send: handle(SendMessage, say, parts),
    sync: handle(SyncRequest, sync, parts),
    history: handle(HistoryRequest, history, parts),
    rate: handle(Rating, rate, parts),
    judge: handle(Judgement, judge, parts),
    stopWaiting: handle(StopWaiting, stopWaiting, parts),
    end: handle(EndConversation, end, parts),
    identify: handle(Profile, identify, parts),
    forget: handle(Nothing, forget, parts),
    typing: hear(TypingInput, ({ on }, { data: { conversationId } }: VisitorSocket) => {
      if (conversationId) agents.typing({ conversationId, on });
    }),
    read: hear(ReadMarker, ({ seq }, { data: { conversationId } }: VisitorSocket) => {
      if (conversationId) hasRead(conversationId, seq).catch(onError);
    }),
    page: hear(Page, (page, socket: VisitorSocket) => visits(socket, { page })),
    gone(this: VisitorSocket): void {
      const { conversationId, listed } = this.data;
      if (conversationId && listed) attendance.left(conversationId);
    },
  };
}
