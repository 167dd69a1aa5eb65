import { rm } from "node:fs/promises";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { openStore } from "../packages/engine/src/store/open.ts";
import type { Doc } from "../packages/engine/src/store/store.ts";
import { agent, agentSocket, api, member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { runEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: { queue: "Queue", heading: "Likely to wait on", row: /^likely to wait (up to \d+|\d+–\d+) min more$/ },
  "zh-CN": { queue: "排队", heading: "预计还需", row: /^预计 还需 (不到 \d+|\d+–\d+) 分钟$/ },
};
const MINUTE = 60_000;

/** An engine at which Amy was given five conversations within the last hour, and has them. */
async function busyEngine() {
  const before = await runEngine();
  const [amy, sue] = [await agent(before, "Amy"), await member(before, "Sue", "supervisor")];
  const boss = await member(before, "Amy");
  for (let each = 0; each < 5; each += 1) {
    const { send, welcome } = await visitor(before.url);
    await send("I want to talk to a person");
    await amy.lists(welcome.conversation.id, "queued");
    await amy.claim(welcome.conversation.id);
  }
  await before.stop();
  const store = await openStore(before.folder);
  const conversations = store.collection<Doc & { givenTo?: string; givenAt?: number }>("conversations");
  for (const [at, { _id }] of (await conversations.find({ givenTo: amy.welcome.me.id })).entries())
    await conversations.update({ _id }, { $set: { givenAt: Date.now() - (20 + 8 * at) * MINUTE } });
  await store.close();
  const running = await runEngine({ store: before.folder });
  onTestFinished(async () => {
    await running.stop();
    await rm(running.folder, { recursive: true, force: true });
  });
  const again = (one: typeof sue) => api(running.url, one.jar.cookie);
  return { running, amy: await agentSocket(running.url, again(boss)), sue: again(sue) };
}

test.each(["en", "zh-CN"] as const)(
  "[H19] the team sees on the board and in the list how long who waits is likely to, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const { running, amy, sue } = await busyEngine();
    const ann = await visitor(running.url);
    await ann.send("I want to talk to a person");
    await amy.lists(ann.welcome.conversation.id, "queued");
    const told = async () => Object.keys((await amy.ask<{ waits: object }>("waits", {})).waits);
    await expect.poll(told).toEqual([ann.welcome.conversation.id]);

    const { page, go, context } = await consoleOf(running, sue, { locale });
    await go("board");
    const queue = page.getByRole("region", { name: words.queue });
    await queue.getByRole("columnheader", { name: words.heading }).waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await go("inbox");
    await page.getByText(words.row).first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(context.complaints).toEqual([]);
  },
);
