import { memoryOutboxStore } from "@parley/client";
import { Window } from "happy-dom";
import { expect } from "vitest";
import type { Chat, ChatOptions } from "./chat.ts";
import { createChat } from "./client.ts";
import { startEngine } from "./engine.fixture.ts";
import type { OutboxStore } from "./deed.ts";
import type { Session, SessionStore } from "./session.ts";

// Node 20 has none.
globalThis.WebSocket ??= new Window({ url: "http://localhost/" }).WebSocket as unknown as typeof WebSocket;

/** An engine, and the chats a test opens to it. */
export async function setUp() {
  const setup = {
    engine: await startEngine(),
    chats: [] as Chat[],
    open(options: ChatOptions = {}): Chat {
      const chat = createChat({ engine: setup.engine.url, ...browser(), ...options });
      setup.chats.push(chat);
      return chat;
    },
    async tearDown() {
      for (const chat of setup.chats) chat.disconnect();
      await setup.engine.stop();
    },
  };
  return setup;
}

/** A browser profile: what stays when the page is reloaded. */
export function browser(): { session: SessionStore; outbox: OutboxStore } {
  let session: Session = {};
  const store: SessionStore = {
    get: () => session,
    set: (change) => void (session = { ...session, ...change }),
    forget: () => void (session = {}),
  };
  return { session: store, outbox: memoryOutboxStore() };
}

export const poll = (read: () => unknown): ReturnType<typeof expect.poll> => expect.poll(read, { interval: 20 });
export const deliveries = (chat: Chat) => chat.messages.value.map(({ delivery }) => delivery.status);
export const texts = (chat: Chat) => chat.messages.value.map(({ text }) => text);
export const token = (chat: Chat) => chat.session.get().token ?? "";
export const bot = (text: string) =>
  ({ type: "message", author: { kind: "bot" }, content: { type: "text", text } }) as const;
