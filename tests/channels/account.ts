import { rm } from "node:fs/promises";
import type { EngineOptions } from "@parley/engine";
import { mappedId } from "../../packages/engine/src/text/mapped-id.ts";
import { type RunningEngine, runEngine } from "../support/engine.ts";

export interface AccountOptions {
  channel: string;
  settings?: Record<string, unknown>;
  secrets: Record<string, string>;
  engine?: EngineOptions;
}

/** An engine with an account of a channel that comes with it. */
export async function openAccount({ channel, settings = {}, secrets, engine = {} }: AccountOptions) {
  let running: RunningEngine = await runEngine(engine);
  const { folder, url } = running;
  const account = { id: channel, channel, name: channel, enabled: true, settings, secrets, by: "a test" };
  await running.engine.services.dialog.makeInbox(account);

  return {
    url,
    /** Where the platform calls. */
    address: `${url}/channels/${channel}/`,
    get running() {
      return running;
    },
    async restart() {
      await running.stop();
      running = await runEngine({ ...engine, store: folder, port: Number(new URL(url).port) });
    },
    async close() {
      await running.stop();
      await rm(folder, { recursive: true, force: true });
    },
    /** The conversation of somebody, by what the platform calls them. */
    async conversationOf(externalId: string): Promise<string> {
      const { users, dialog } = running.engine.services;
      // Who asks for it must not change the language that is spoken in it.
      const [known] = await users.visitors({ ids: [mappedId(channel, externalId)] });
      const { locale } = known ?? { locale: "en" };
      const visitor = await users.reach({ inboxId: channel, externalId, locale });
      return (await dialog.open({ visitorId: visitor.id, channel, inboxId: channel, locale })).id;
    },
    /** What was said in a conversation by some, in order. */
    async said(conversationId: string, by: string): Promise<string[]> {
      const { events } = await running.engine.services.dialog.read({ conversationId, after: 0 });
      return events.flatMap((event) =>
        event.type === "message" && event.author.kind === by ? [event.content.text] : [],
      );
    },
  };
}
export type OpenAccount = Awaited<ReturnType<typeof openAccount>>;
