import { rm } from "node:fs/promises";
import type { Answerer, ChannelType, EngineOptions } from "@parley/engine";
import type { Inbox } from "@parley/protocol";
import { vi } from "vitest";
import { runEngine } from "../support/engine.ts";

export interface AccountWorld {
  inbox: Inbox;
  secrets: Record<string, string>;
  /** Of the platform's stand-in, which the engine may call. */
  host: string;
  answerers?: readonly Answerer[];
  /** How much each person may write; as usual unless told. */
  rates?: NonNullable<EngineOptions["rates"]>;
  /** A channel that takes the place of its namesake that comes with the engine. */
  instead?: ChannelType;
}

/** An engine with an account of a channel that comes with it, connected. */
export async function accountWorld({ inbox, secrets, host, answerers, instead, rates }: AccountWorld) {
  const options = {
    channelHosts: [host],
    ...(instead && { channels: [instead] }),
    ...(rates && { rates }),
    ...(answerers && { answerers: [...answerers, "replies", "intents", "articles"] as const }),
  };
  let running = await runEngine(options);
  const { folder, url } = running;
  const { id: inboxId, channel } = inbox;
  const address = `${url}/channels/${inboxId}/`;
  /** An account is served as soon as its handshake is not met with that there is none. */
  const isServed = () =>
    vi.waitFor(async () => {
      const { status } = await fetch(address, { signal: AbortSignal.timeout(20_000) });
      if (status === 404) throw new Error("The account is not connected.");
    }, 60_000);
  const { dialog } = running.engine.services;
  // Of a channel that was given an inbox is made: a moment later it would take the place of ours.
  if (instead) await vi.waitUntil(async () => (await dialog.inboxes({})).some(({ id }) => id === instead.type), 60_000);
  await dialog.putInbox({ ...inbox, secrets });
  await isServed();
  return {
    address,
    get running() {
      return running;
    },
    async restart() {
      await running.stop();
      running = await runEngine({ store: folder, port: Number(new URL(url).port), ...options });
      await isServed();
    },
    async close() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
    async conversationId(externalId: string): Promise<string> {
      const { users, dialog } = running.engine.services;
      const visitor = await users.reach({ inboxId, externalId, locale: "en" });
      return (await dialog.open({ visitorId: visitor.id, channel, inboxId, locale: "en" })).id;
    },
  };
}
