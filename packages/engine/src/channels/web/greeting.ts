import {
  ChatError,
  type Conversation,
  FIRST_INBOX,
  forVisitor,
  type Hello,
  type LogPage,
  type Welcome,
} from "@parley/protocol";
import type { Users } from "../../services/users/contract.ts";
import { takeTurn } from "../../spine/receive.ts";
import { conversationRoom } from "../../transport/workspace.ts";
import { createAsking } from "./asking.ts";
import { identified, inboxOf } from "./identity.ts";
import { createLeaving } from "./leaving.ts";
import { createForgetting } from "./forgetting.ts";
import { createMoving } from "./moving.ts";
import { conversationForVisitor, type WebParts } from "./parts.ts";
import type { VisitorSocket } from "./session.ts";

type News = Omit<Parameters<Users["updateVisitor"]>[0], "visitorId" | "profile">;

/** A page of the log as its visitor may see it. */
export const pageOf = (page: LogPage): LogPage => ({ ...page, events: page.events.map(forVisitor) });

/** Says who a connection is of: at `hello`, while it lasts, and until the visitor wants to be forgotten. */
export function createGreeting(parts: WebParts) {
  const { spine, users, onError, agents, attendance } = parts;
  const { dialog } = spine;
  const besideLog = createBesideLog(parts);
  const { openFor, leaveOthers, moved } = createMoving(parts);

  const greetings = new WeakMap<VisitorSocket, Promise<unknown>>();

  /** Whose connection it is. What was sent right behind `hello` waits until that is known. */
  const here = async (socket: VisitorSocket) => {
    await greetings.get(socket);
    const { conversationId, visitorId } = socket.data;
    if (!conversationId || !visitorId) throw new ChatError("invalid", "Say hello first.");
    return { conversationId, visitorId };
  };
  async function hello(input: Hello, socket: VisitorSocket): Promise<Welcome> {
    // One after the other: whose the connection is is decided by the last.
    const greeting = (greetings.get(socket) ?? Promise.resolve()).then(() => greet(input, socket));
    const over = greeting.then(
      () => {},
      () => {},
    );
    greetings.set(socket, over);
    return await greeting.finally(() => greetings.get(socket) === over && greetings.delete(socket));
  }

  async function greet({ after, ...input }: Hello, socket: VisitorSocket): Promise<Welcome> {
    const whose = await identified(socket, parts, input);
    const { visitorId, token, isNew, signed, identity } = whose;
    const { locale, page } = input;
    const { id: conversationId } = await openFor(socket, visitorId, locale);
    await leaveOthers(socket, conversationId);
    const before = socket.data.token;
    Object.assign(socket.data, { visitorId, token, conversationId, signed, answered: undefined });
    // What rings in this browser rings for who it is now.
    if (before !== undefined && before !== token) {
      await dialog.moveDevices({ inboxId: inboxOf(socket), from: before, to: token, conversationId });
    }
    if (!isNew) visits(socket, { locale, page, browser: socket.data.browser });
    // Joined before it is read: an event in between is pushed, read, or both, never neither (SPEC M8).
    await socket.join(conversationRoom(conversationId));
    const { conversation, awaiting, page: log } = await dialog.enter({ conversationId, after });
    if (awaiting) takeTurn(spine, conversationId, awaiting);
    if (conversation.seq > 0) isListed(socket);
    await moved(whose, socket, conversationId);
    delete socket.data.replaced;
    parts.saw(socket, page);
    const beside = await besideLog(socket, conversation, locale);
    return {
      token,
      visitorId,
      conversation: conversationForVisitor(conversation),
      page: pageOf(log),
      ...beside,
      ...(identity && { identity }),
    };
  }

  function isListed(socket: VisitorSocket): void {
    const { data } = socket;
    if (data.listed || !data.conversationId) return;
    data.listed = true;
    attendance.came(data.conversationId, inboxOf(socket));
  }

  /** Somebody has said something, and so is a contact: the first time in a connection. */
  function said(socket: VisitorSocket): void {
    const { listed, visitorId } = socket.data;
    if (!listed && visitorId) users.meet({ visitorId }).catch(onError);
    isListed(socket);
  }

  /** Notes what is new about who is there, and shows those who talk with them where they are. */
  function visits({ data: { visitorId, conversationId } }: VisitorSocket, news: News): void {
    if (!visitorId || !conversationId) return;
    const noted = users.updateVisitor({ visitorId, ...news });
    noted.then(({ page }) => news.page && page && agents.page({ conversationId, page })).catch(onError);
  }

  const forget = createForgetting(parts, (socket) => greetings.get(socket));

  return { here, hello, said, visits, forget };
}

/** Answers what is told beside the log: how far it was read, the place in the queue, what is still asked. */
function createBesideLog(parts: WebParts) {
  const { stillAsked } = createAsking(parts);
  const withForm = createLeaving(parts);
  return async (socket: VisitorSocket, conversation: Conversation, locale: string) => {
    const { state, visitorId, inboxId = FIRST_INBOX } = conversation;
    const leaves = state.status === "queued" && !state.left ? { visitorId, locale } : undefined;
    const [queue, read, asks] = await Promise.all([
      parts.placeOf(conversation).then((place) => place && withForm({ inboxId, leaves }, place)),
      parts.spine.dialog.readTo({ conversationId: conversation.id }),
      stillAsked(socket, conversation, locale),
    ]);
    // Said as it is when agents read on, so that clients show both in the same way.
    if (read.agents > 0) socket.emit("read", { seq: read.agents });
    return { read, ...(queue && { queue }), ...(asks && { asks }) };
  };
}
