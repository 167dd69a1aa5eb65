import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Asks, type AsksSettings, newId, type WebSettings, type Welcome } from "@parley/protocol";
import { expect } from "vitest";
import { serveEngine } from "../support/engine.ts";
import { visitor } from "../support/visitor.ts";

/** An engine without any knowledge, with inboxes that ask. */
export async function startAsking() {
  const folder = await mkdtemp(join(tmpdir(), "parley-asks-"));
  const served = await serveEngine({ store: folder });

  /** An inbox that asks; `ask` makes it ask something else, from when that holds on. */
  async function inboxThat(asks: AsksSettings, more: Partial<WebSettings> = {}) {
    const { dialog } = served.engine.services;
    const id = newId();
    const put = (asks: AsksSettings) =>
      dialog.putInbox({ id, channel: "web", name: id, enabled: true, settings: { ...more, asks } });
    await put(asks);
    const url = `${served.url}/i/${id}`;
    return {
      id,
      come: (options: Parameters<typeof visitor>[1] = {}) => visitor(url, options),
      async ask(next: AsksSettings, holds: (asks: Asks | undefined) => boolean): Promise<void> {
        await put(next);
        // Nodes look at most once a second. One visitor asks again and again: an address may not make many a minute.
        const looker = await visitor(url);
        await expect.poll(async () => holds(await again(looker))).toBe(true);
      },
    };
  }

  return {
    ...served,
    inboxThat,
    async stop(): Promise<void> {
      await served.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Speaking = Awaited<ReturnType<typeof visitor>>;
export const again = async (who: Speaking, locale = "en") => (await who.ask<Welcome>("hello", { locale })).asks;
export const refusal = (missing: string[]) => ({
  data: { code: "forbidden", details: { reason: "asks", missing }, message: expect.stringMatching(/\.$/) as string },
});

export const EMAIL = { field: "email", required: true };
export const TEXT = {
  en: "I agree to the [terms](https://shop.example/terms).",
  "zh-CN": "我同意[条款](https://shop.example/terms)。",
};
export const TOPIC = {
  field: "attributes.topic",
  kind: "choice" as const,
  label: { en: "What is it about?", "zh-CN": "咨询什么？" },
  choices: { en: ["Orders", "Other"], "zh-CN": ["订单", "其他"] },
};
