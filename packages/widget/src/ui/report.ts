import type { ConversationEvent, WireError } from "@parley/protocol";
import { plainText } from "@parley/protocol/markdown";
import { effect } from "@preact/signals-core";
import type { Chat } from "../client/chat.ts";
import { toMessages } from "../client/messages.ts";
import type { Emit } from "../events.ts";
import { nameOf } from "./name-of.ts";
import type { Ui } from "./ui.ts";

type Say = (describe: (ui: Ui) => string, urgent?: boolean) => void;

/** How the page is told. */
interface Page {
  emit: Emit;
  refused: (error: WireError) => void;
}

/** After so many attempts in a row the page's owner should know. */
const TOO_OFTEN = 3;

/** Tells the page, and those who do not see the screen, what happens in a chat. Answers how to stop. */
export function reportChat(chat: Chat, { emit, refused }: Page, say: Say): () => void {
  const told = new Set<string>();
  let last: number | undefined;
  let unread = 0;

  const stops = [
    effect(() => {
      const events = chat.events.value;
      const newest = events[events.length - 1]?.seq;
      const from = last ?? newest;
      last = newest ?? (chat.conversation.value ? 0 : undefined);
      if (from !== undefined) for (const event of events) if (event.seq > from) tell(event, emit);
    }),
    effect(() => {
      for (const message of chat.messages.value) {
        const { id, author, text, delivery, seq = Infinity } = message;
        const key = delivery.status === "failed" ? `${id}!` : id;
        const fresh = !told.has(key);
        told.add(key);
        if (!fresh) continue;
        if (delivery.status === "failed") void import("./trouble.tsx").then(({ notSent }) => say(notSent, true));
        else if (author.kind !== "visitor" && seq > chat.read.peek()) {
          say((ui) => `${nameOf(message, ui)}: ${plainText(text)}`);
        }
      }
    }),
    effect(() => {
      const count = chat.unread.value;
      // What the open panel shows is read before the next task.
      if (count !== unread)
        setTimeout(() => {
          const now = chat.unread.peek();
          if (now !== unread) emit("unread", { count: (unread = now) });
        });
    }),
    effect(() => {
      const queue = chat.queue.value;
      if (!queue) return;
      emit("queue", queue);
      say(({ texts }) => texts.queuePosition(queue.position));
    }),
    effect(() => {
      const typing = chat.typing.value;
      if (typing) say(({ texts }) => texts.typing(typing.name ?? texts.bot));
    }),
    effect(() => {
      const connection = chat.connection.value;
      if (connection.status === "reconnecting") {
        say(({ texts }) => texts.reconnecting);
        if (connection.failures === TOO_OFTEN) refused({ code: "unavailable", message: "No way to the engine" });
      }
      if (connection.status !== "stopped") return;
      refused(connection.error);
      say(({ texts }) => texts.stopped, true);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

function tell(event: ConversationEvent, emit: Emit): void {
  const { conversationId } = event;
  for (const message of toMessages([event], [], 0)) emit("message", message);
  if (event.type === "opened") emit("started", { conversationId });
  else if (event.type === "claimed") emit("agent", { agent: event.agent });
  else if (event.type === "closed") emit("ended", { conversationId });
  else if (event.type === "rated") emit("rated", { score: event.score });
}
