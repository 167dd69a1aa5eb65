import { memoryOutboxStore } from "@parley/client";
import { expect, onTestFinished } from "vitest";
import type { Chat, ChatOptions, Identity } from "../../packages/widget/src/client/chat.ts";
import { createChat } from "../../packages/widget/src/client/client.ts";
import type { Pending } from "../../packages/widget/src/client/deed.ts";
import { openTransport } from "../../packages/widget/src/client/socket.ts";
import type { Session } from "../../packages/widget/src/client/session.ts";
import type { OpenTransport } from "../../packages/widget/src/client/transport.ts";

/** What a page was told. */
export interface Told {
  errors: { code: string; reason?: unknown }[];
  identified: Identity[];
}

/** A browser of somebody: what its tabs share, and a network that can be pulled out. */
export function browserAt(url: string) {
  let session: Session = {};
  const outbox = memoryOutboxStore<Pending>();
  const network = { up: true, loseHello: false };
  const lines = new Set<{ disconnect: () => void; lose: () => void }>();

  /** The widget's own socket, over a network that may be away, or lose the answer to a proof. */
  const transport: OpenTransport = (engine, auth, listener) => {
    const socket = openTransport(engine, auth, listener);
    const line = { disconnect: () => socket.disconnect(), lose: () => (socket.disconnect(), listener.disconnected()) };
    return {
      ...socket,
      connect() {
        lines.add(line);
        if (network.up) socket.connect();
        else setTimeout(() => listener.disconnected(), 20);
      },
      disconnect() {
        lines.delete(line);
        socket.disconnect();
      },
      async request(event, input) {
        const reply = await socket.request(event, input);
        if (event !== "hello" || !network.loseHello || !("proof" in input)) return reply;
        network.loseHello = false;
        line.lose();
        return { ok: false, error: { code: "unavailable", message: "Lost." } };
      },
    };
  };

  return {
    network,
    outbox,
    session: () => session,
    /** Opens a page of the site. */
    tab(options: ChatOptions = {}) {
      const told: Told = { errors: [], identified: [] };
      const chat = createChat({
        engine: url,
        transport,
        session: {
          get: () => session,
          set: (change) => void (session = { ...session, ...change }),
          forget: () => void (session = {}),
        },
        outbox,
        refused: ({ code, details }) => told.errors.push({ code, reason: details?.["reason"] }),
        identified: (known) => told.identified.push(known),
        ...options,
      });
      onTestFinished(() => chat.disconnect());
      return Object.assign(chat, { told });
    },
    /** Pulls the network out. */
    unplug(): void {
      network.up = false;
      for (const line of lines) line.lose();
    },
    plugIn(): void {
      network.up = true;
    },
  };
}

export type Tab = Chat & { told: Told };

export const poll = (read: () => unknown): ReturnType<typeof expect.poll> => expect.poll(read, { interval: 20 });

/** Waits until a tab is connected, and has nothing left to send. */
export async function settled(...tabs: Tab[]): Promise<void> {
  for (const tab of tabs) {
    await poll(() => [tab.connection.value.status, tab.pending.value.filter(({ failed }) => !failed).length]).toEqual([
      "online",
      0,
    ]);
  }
}

/** Waits until a tab shows a visitor's conversation. */
export async function shows(tab: Tab, conversationId: string | undefined): Promise<void> {
  await poll(() => tab.conversation.value?.id).toBe(conversationId);
  await settled(tab);
}

/** Waits until the page was told of somebody that they are verified, and answers their conversation. */
export async function signedIn(tab: Tab, userId: string): Promise<string> {
  await poll(() => [tab.told.identified.at(-1)?.userId, tab.told.identified.at(-1)?.verified]).toEqual([userId, true]);
  await settled(tab);
  return tab.conversation.value?.id ?? "";
}

/** The visitor's words that a tab shows. */
export const words = (tab: Tab): string[] =>
  tab.messages.value.filter(({ author }) => author.kind === "visitor").map(({ text }) => text);
