import { conversationRoom } from "../../transport/workspace.ts";
import {
  Agreement,
  ChatError,
  type ConversationEvent,
  byName,
  EndConversation,
  FindRequest,
  FilesRequest,
  forVisitor,
  Hello,
  HistoryRequest,
  Judgement,
  Page,
  Rating,
  ReadMarker,
  type Receipt,
  SendMessage,
  StopWaiting,
  Subscribe,
  SyncRequest,
  Unsubscribe,
} from "@parley/protocol";
import * as v from "valibot";
import { offerLink } from "../../spine/linking.ts";
import { receive, receiptOf } from "../../spine/receive.ts";
import { handle, hear } from "../../transport/wire.ts";
import type { Command } from "../../services/dialog/contract.ts";
import type { Channel } from "../../spine/channel.ts";
import { chargeHandOver, tooMuch } from "./too-much.ts";
import { createGreeting, pageOf } from "./greeting.ts";
import { createAsking } from "./asking.ts";
import { inboxOf } from "./identity.ts";
import { createLeaving } from "./leaving.ts";
import { createFinding } from "./finding.ts";
import { createDevices } from "./devices.ts";
import { createPlaces } from "./places.ts";
import { createMoving } from "./moving.ts";
import { createTaking } from "./taking.ts";
import { createTicketing } from "./ticketing.ts";
import type { VisitorNamespace, VisitorSocket } from "./session.ts";
import type { WebParts } from "./parts.ts";

const Nothing = v.object({});
/** Whatever a site says: each field is looked at by itself. */
const Said = byName(v.string(), v.unknown());
const TypingInput = v.object({ on: v.boolean() });

/** The widget's channel: visitors' browsers over Socket.IO. */
export function webChannel(visitors: VisitorNamespace, parts: WebParts): Channel {
  const handlers = createHandlers(parts);
  const places = createPlaces({
    withForm: createLeaving(parts),
    push: (conversationId, place) => visitors.to(conversationRoom(conversationId)).volatile.emit("queue", place),
    onError: parts.onError,
  });
  visitors.on("connection", (socket: VisitorSocket) => listen(socket, handlers));
  return {
    type: "web",
    attended: true,
    deliver(conversation, event) {
      if (event.type === "queued") chargeHandOver(visitors, conversation.id, parts);
      if (conversation.state.status !== "queued" || isLeft(event)) places.drop(conversation.id);
      visitors.to(conversationRoom(conversation.id)).emit("event", forVisitor(event));
    },
    typing: (typing) => visitors.to(conversationRoom(typing.conversationId)).volatile.emit("typing", typing),
    queued: places.tell,
    read: (conversationId, seq) => visitors.to(conversationRoom(conversationId)).volatile.emit("read", { seq }),
  };
}

const isLeft = (event: ConversationEvent) => event.type === "message" && event.content.type === "left";

/** What was done: its id, and who they were who did it. */
type Done = Pick<SendMessage, "id" | "as">;
/** Whose connection it is. */
type Here = { visitorId: string; conversationId: string };

type Handlers = ReturnType<typeof createHandlers>;

function listen(socket: VisitorSocket, handlers: Handlers): void {
  socket.on("hello", handlers.hello);
  socket.on("send", handlers.send);
  socket.on("sync", handlers.sync);
  socket.on("history", handlers.history);
  socket.on("find", handlers.find);
  socket.on("rate", handlers.rate);
  socket.on("judge", handlers.judge);
  socket.on("stopWaiting", handlers.stopWaiting);
  socket.on("end", handlers.end);
  socket.on("identify", handlers.identify);
  socket.on("files", handlers.files);
  socket.on("agree", handlers.agree);
  socket.on("subscribe", handlers.subscribe);
  socket.on("unsubscribe", handlers.unsubscribe);
  socket.on("forget", handlers.forget);
  socket.on("typing", handlers.typing);
  socket.on("read", handlers.read);
  socket.on("page", handlers.page);
  socket.on("disconnect", handlers.gone);
}

/** Made once for all sockets: handlers of its own would be a third of what the engine keeps for a visitor. */
function createHandlers(parts: WebParts) {
  const { spine, onError, agents, attendance } = parts;
  const { dialog } = spine;
  const { here, hello, said, visits, forget } = createGreeting(parts);
  const { placeOf } = createMoving(parts);
  const { unanswered, agree } = createAsking(parts);
  const { take, takeLeft, takeFilled } = createTaking(parts);
  const { subscribe, unsubscribe } = createDevices({ dialog, push: parts.push, here });

  const tell = async (
    socket: VisitorSocket,
    { id, as }: Done,
    command: Command,
    tooOften?: (from: Here) => Promise<ChatError | undefined>,
  ): Promise<{ receipt: Receipt; wrote: Here }> => {
    const from = await here(socket);
    const isOther = as !== undefined && as !== from.visitorId;
    const wrote = isOther ? { visitorId: as, conversationId: await placeOf(socket, as) } : from;
    const often = await tooOften?.(from);
    const refusal = (await notAllowed(socket, command, [from, wrote])) ?? often;
    const outcome = await receive(spine, { conversationId: wrote.conversationId, id, command, refusal });
    return { receipt: receiptOf(id, outcome), wrote };
  };
  const act = async (...told: Parameters<typeof tell>): Promise<Receipt> => (await tell(...told)).receipt;

  /** What refuses who has not proven who they are, where the site wants that of everybody, and words of who has not answered what must be. */
  async function notAllowed(
    socket: VisitorSocket,
    command: Command,
    [from, wrote]: readonly [Here, Here],
  ): Promise<ChatError | undefined> {
    const rules = await parts.rulesOf(inboxOf(socket));
    if (rules.identity === "enforce" && !socket.data.signed) {
      return new ChatError("forbidden", "Only who is signed in may write here.", { details: { reason: "identity" } });
    }
    return rules.asks && command.do === "say" ? await unanswered(socket, from, wrote) : undefined;
  }

  async function say({ id, content, as }: SendMessage, socket: VisitorSocket): Promise<Receipt> {
    const often = (from: Here) => tooMuch({ ...from, address: socket.data.address }, parts);
    const command: Command = { do: "say", author: { kind: "visitor" }, content };
    const { receipt, wrote } = await tell(socket, { id, as }, command, often);
    // Whose the connection is may have changed since.
    if (content.type === "filled" && !receipt.duplicate) await takeFilled(content, wrote);
    if (content.type === "left" && !receipt.duplicate) await takeLeft(content, wrote, inboxOf(socket));
    if (content.type === "text" && !receipt.duplicate) offerLink(parts, { ...wrote, id, text: content.text });
    if (wrote.visitorId === socket.data.visitorId) said(socket);
    return receipt;
  }
  const sync = async ({ after }: SyncRequest, socket: VisitorSocket) =>
    pageOf(await dialog.read({ ...(await here(socket)), after }));
  const history = async (asked: HistoryRequest, socket: VisitorSocket) =>
    pageOf(await dialog.history({ ...(await here(socket)), ...asked }));
  const rate = ({ score, comment, ...done }: Rating, socket: VisitorSocket) =>
    act(socket, done, { do: "rate", score, comment });
  const judge = ({ messageId, helpful, ...done }: Judgement, socket: VisitorSocket) =>
    act(socket, done, { do: "judge", messageId, helpful });
  const stopWaiting = (done: StopWaiting, socket: VisitorSocket) => act(socket, done, { do: "stopWaiting" });
  const end = (done: EndConversation, socket: VisitorSocket) =>
    act(socket, done, { do: "close", author: { kind: "visitor" } });
  async function hasRead(conversationId: string, seq: number): Promise<void> {
    const read = await dialog.markRead({ conversationId, by: "visitor", seq });
    agents.read({ conversationId, seq: read.seq });
  }

  return {
    hello: handle(Hello, hello, parts),
    send: handle(SendMessage, say, parts),
    sync: handle(SyncRequest, sync, parts),
    history: handle(HistoryRequest, history, parts),
    find: handle(FindRequest, createFinding(parts, here), parts),
    rate: handle(Rating, rate, parts),
    judge: handle(Judgement, judge, parts),
    stopWaiting: handle(StopWaiting, stopWaiting, parts),
    end: handle(EndConversation, end, parts),
    identify: handle(
      Said,
      async (said, socket: VisitorSocket) => take(said, await here(socket), inboxOf(socket)),
      parts,
    ),
    files: handle(FilesRequest, createTicketing(parts, here), parts),
    agree: handle(Agreement, async (said, socket: VisitorSocket) => agree(said, await here(socket), socket), parts),
    subscribe: handle(Subscribe, subscribe, parts),
    unsubscribe: handle(Unsubscribe, unsubscribe, parts),
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
      if (conversationId && listed) attendance.left(conversationId, inboxOf(this));
    },
  };
}
