import { afterAll, expect, test } from "vitest";
import { agent, member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: { board: "Live board", waiting: "Waiting now", nobody: "Nobody waits.", assign: /^Assign/, look: /^Look at/ },
  "zh-CN": { board: "实时看板", waiting: "正在等待", nobody: "没有人在等待。", assign: /^指派/, look: /^查看/ },
};

test.each(["en", "zh-CN"] as const)(
  "a supervisor sees who waits and who works, and gives a conversation to somebody in one step, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await startEngine();
    const amy = await agent(running, "Amy");
    const sue = await member(running, "Sue", "supervisor");
    const { page, go, context } = await consoleOf(running, sue, { locale });
    await go("board");
    await page.getByText(words.nobody).waitFor();
    const ann = await visitor(running.url);
    await ann.send("I want to talk to a person");

    const queue = page.getByRole("region", { name: locale === "en" ? "Queue" : "排队" });
    await queue.getByRole("button", { name: words.assign }).click();
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Amy" }).click();

    await expect
      .poll(() => [...amy.items.values()].map(({ conversation }) => conversation.state))
      .toMatchObject([{ status: "agent", agent: { name: "Amy" } }]);
    await page.getByText(words.nobody).waitFor();
    const hers = page.getByRole("list", { name: /Amy/ }).getByRole("listitem");
    await expect.poll(() => hers.count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);
    await hers.getByRole("link", { name: words.look }).click();
    await page.getByRole("log").getByText("I want to talk to a person").waitFor();
    expect(context.complaints).toEqual([]);
  },
);

test("[E10] a supervisor sees on the board who is upset, also once somebody has them", async () => {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const { page, go, context } = await consoleOf(running, await member(running, "Sue", "supervisor"));
  await go("board");
  await page.getByText("Nobody waits.").waitFor();
  const ann = await visitor(running.url);
  await ann.send("You useless idiots, this is the worst fucking service ever!");
  await page.getByRole("region", { name: "Queue" }).getByText("angry", { exact: true }).waitFor();
  await page.getByText("1 angry").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await amy.lists(ann.welcome.conversation.id, "queued");
  await amy.claim(ann.welcome.conversation.id);
  await page.getByRole("list", { name: /Amy/ }).getByText("angry", { exact: true }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(context.complaints).toEqual([]);
});

test("agents have no board", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Amy"));
  await go("board");
  await page.getByRole("heading", { name: "Conversations", level: 1 }).waitFor({ state: "attached" });
  await expect.poll(() => page.getByRole("link", { name: "Live board" }).count()).toBe(0);
});

test("a wall's screen is kept awake again once its tab, which was hidden, is seen", async () => {
  const running = await startEngine();
  const { page, go, context } = await consoleOf(running, await member(running, "Sue", "supervisor"));
  // No screen falls asleep here: what the browser is asked for is counted.
  await context.addInitScript(() => {
    const request = async () => {
      document.documentElement.dataset["locks"] = `${Number(document.documentElement.dataset["locks"] ?? 0) + 1}`;
      return { release: async () => undefined };
    };
    Object.defineProperty(navigator, "wakeLock", { value: { request } });
  });
  await go("board");
  await page.getByRole("button", { name: "Fill the screen" }).click();
  const locks = () => page.locator("html").getAttribute("data-locks");
  await expect.poll(locks).toBe("1");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect.poll(locks).toBe("2");
});
