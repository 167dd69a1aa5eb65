import { rm } from "node:fs/promises";
import type { Engine, EngineOptions } from "@parley/engine";
import { newId } from "@parley/protocol";
import { expect, vi } from "vitest";
import type { Peer } from "../../packages/engine/src/agents/bridges/peer.test.kit.ts";
import { api, type Api, member } from "../support/agent.ts";
import { runEngine } from "../support/engine.ts";

type Dialog = Engine["services"]["dialog"];
type Polled<T> = ReturnType<typeof expect.poll<T>>;

export const poll = <T>(read: () => T | Promise<T>): Polled<T> => expect.poll(read, { timeout: 120_000 });

/** An engine with an account of a bridge, and people who write on the web. */
export async function bridgeWorld(type: string, peer: Peer, options: EngineOptions = {}) {
  let running = await runEngine(options);
  const { folder, url } = running;
  const address = `${url}/channels/${type}/`;
  peer.calls(address);
  const { settings, secrets } = peer;
  const inbox = { id: type, channel: type, name: type, enabled: true, settings };
  await running.engine.services.dialog.putInbox({ ...inbox, secrets });
  /** Served as soon as nobody is told any more that there is nothing. */
  const isServed = () =>
    vi.waitFor(async () => {
      const { status } = await fetch(address, { method: "POST", body: "{}", signal: AbortSignal.timeout(20_000) });
      if (status === 404) throw new Error("The account is not connected.");
    }, 60_000);
  await isServed();
  const dialog = (): Dialog => running.engine.services.dialog;
  async function apply(conversationId: string, command: Parameters<Dialog["apply"]>[0]["command"]): Promise<void> {
    await dialog().apply({ conversationId, id: newId(), command });
  }

  return {
    get running() {
      return running;
    },
    dialog,
    apply,
    async restart() {
      await running.stop();
      running = await runEngine({ ...options, store: folder, port: Number(new URL(url).port) });
      await isServed();
    },
    async close() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
    /** Somebody on the web who waits for a person. */
    async waiting(words: string, inboxId = "web"): Promise<string> {
      const { users } = running.engine.services;
      const { visitor } = await users.createVisitor({ locale: "en", inboxId });
      const { id } = await dialog().open({ visitorId: visitor.id, channel: "web", inboxId, locale: "en" });
      await apply(id, { do: "say", author: { kind: "visitor" }, content: { type: "text", text: words } });
      await apply(id, { do: "queue", reason: "asked" });
      return id;
    },
    writes: (conversationId: string, text: string) =>
      apply(conversationId, { do: "say", author: { kind: "visitor" }, content: { type: "text", text } }),
    /** The thread whose root says this. */
    async thread(words: string) {
      const found = () => peer.threads().find(({ text }) => text.includes(words));
      await poll(() => found() !== undefined).toBe(true);
      const root = found()?.root ?? "";
      // What the root says moves on with the conversation.
      return () => peer.threads().find((one) => one.root === root) ?? { root, text: "", lines: [], buttons: [] };
    },
    /** A member of the team who is linked to somebody there. */
    async linked(name: string, by: string, role?: string): Promise<{ mine: Api; id: string }> {
      const mine = await member(running, name, role);
      const { id } = await mine.call<{ id: string }>("GET", "/session");
      const { code } = await mine.call<{ code: string }>("POST", "/bridges/code", {});
      await peer.ask(by, code);
      await poll(() => peer.told(by).some((text) => text.includes(name))).toBe(true);
      return { mine, id };
    },
    /** What was said to the visitor by people, and by whom. */
    async said(conversationId: string): Promise<string[]> {
      const { events } = await dialog().read({ conversationId, after: 0 });
      return events.flatMap((event) =>
        event.type === "message" && event.author.kind === "agent"
          ? [`${event.author.name}: ${event.content.text}`]
          : [],
      );
    },
    async status(conversationId: string): Promise<string> {
      return (await dialog().get({ conversationId })).conversation.state.status;
    },
    api,
  };
}
export type BridgeWorld = Awaited<ReturnType<typeof bridgeWorld>>;
