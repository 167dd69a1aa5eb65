import { Window } from "happy-dom";
import type { Chat } from "../../packages/widget/src/client/chat.ts";
import { createChat } from "../../packages/widget/src/client/client.ts";
import { openTransport } from "../../packages/widget/src/client/socket.ts";
import type { OpenTransport } from "../../packages/widget/src/client/transport.ts";
import type { Sent } from "../chaos/sent.ts";

// Node 20 has none.
globalThis.WebSocket ??= new Window({ url: "http://localhost/" }).WebSocket as unknown as typeof WebSocket;

/** A visitor with the widget's own client who says the next thing as soon as the last one is stored and shown. */
export interface Talker {
  readonly chat: Chat;
  /** How often an engine has sent it away. */
  readonly drained: number;
  /** States and failures that a visitor would be shown as an error. */
  readonly errors: readonly string[];
  /** What it said, and what the client made of it. */
  records: () => Sent[];
  hush: () => void;
}

export function openTalker(name: string, engine: string): Talker {
  const errors: string[] = [];
  const said: { id: string; mark: string }[] = [];
  let drained = 0;
  let silent = false;

  const transport: OpenTransport = (to, auth, listener) =>
    openTransport(to, auth, {
      ...listener,
      pushed(push) {
        if (push.event === "drain") drained++;
        listener.pushed(push);
      },
    });
  const chat = createChat({ engine, transport });

  function sayNext(): void {
    if (silent || chat.pending.peek().length > 0) return;
    const mark = `${name}#${said.length + 1}`;
    said.push({ mark, id: chat.send(`Is anybody there? (${mark})`) });
  }
  chat.connection.subscribe((state) => {
    if (state.status === "stopped") errors.push(`${name} was refused: ${state.error.code}`);
  });
  chat.messages.subscribe((messages) => {
    for (const { delivery } of messages) {
      if (delivery.status === "failed") errors.push(`${name} could not say something: ${delivery.error.code}`);
    }
  });
  chat.pending.subscribe(() => queueMicrotask(sayNext));

  return {
    chat,
    errors,
    get drained() {
      return drained;
    },
    records() {
      const conversationId = chat.conversation.peek()?.id ?? "";
      const known = new Map(chat.messages.peek().map((message) => [message.id, message]));
      return said.map(({ id, mark }) => {
        const { seq, at = 0 } = known.get(id) ?? {};
        const receipt = seq === undefined ? undefined : { id, seq, at, duplicate: false };
        const outcome = receipt ? ({ is: "stored", receipt } as const) : ({ is: "waiting" } as const);
        return { from: name, conversationId, id, event: "send", input: {}, mark, attempts: [], outcome };
      });
    },
    hush: () => void (silent = true),
  };
}
