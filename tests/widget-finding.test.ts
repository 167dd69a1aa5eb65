import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { agent, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { serveEngine, shared } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";

afterAll(closeBrowser);

const WORDS = {
  en: {
    more: "More",
    search: "Search",
    field: "Search this chat and help",
    said: "In this conversation",
    articles: "Help articles",
    none: "Nothing was found.",
    asked: "watering can",
    title: "Watering cans",
    body: "does not rust",
  },
  "zh-CN": {
    more: "更多",
    search: "搜索",
    field: "搜索聊天记录和帮助",
    said: "聊天记录",
    articles: "帮助文章",
    none: "没有找到相关内容。",
    asked: "浇水壶",
    title: "浇水壶",
    body: "不会生锈",
  },
};

/** One engine for both, without a model: articles are found by their words. */
const engine = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-finding-"));
  const running = { ...(await serveEngine({ store: folder })), folder };
  const boss = await owner(running);
  const title = { en: "Watering cans", "zh-CN": "浇水壶" };
  const body = { en: "A watering can of zinc does not rust.", "zh-CN": "锌制的浇水壶不会生锈。" };
  await boss.call("PUT", "/knowledge/articles/cans", { id: "cans", title, body, version: 0 });
  return running;
});

test.each(["en", "zh-CN"] as const)(
  "[Y9] visitors find what was said to them long ago and go there, and the article that helps, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await engine();
    const amy = await agent(running, "Amy");
    const ann = await person({ locale, reducedMotion: "reduce" });
    const page = await ann.newPage();
    await page.goto(await hostPage(running.url, { lang: locale }));
    const chat = chatWindow(page, locale);
    await chat.open();
    const before = new Set(amy.items.keys());
    await chat.say("Hello 你好");
    const found = () => [...amy.items.keys()].find((id) => !before.has(id));
    await expect.poll(found).toBeDefined();
    const conversationId = found() ?? "";
    await amy.claim(conversationId);
    const says = (text: string) => amy.ask("send", { conversationId, id: newId(), content: { type: "text", text } });
    await says("The blue watering can 蓝色浇水壶 is here");
    for (let line = 1; line <= 90; line += 1) await says(`line ${line}`);
    await chat.text("line 90").waitFor();

    const open = async () => {
      await chat.panel.getByRole("button", { name: words.more, exact: true }).click();
      await chat.panel.getByRole("button", { name: words.search, exact: true }).click();
      await chat.panel.getByRole("searchbox", { name: words.field }).waitFor();
    };
    const field = chat.panel.getByRole("searchbox", { name: words.field });
    await open();
    await field.fill("zebra");
    await chat.panel.getByText(words.none).waitFor();
    await field.fill(words.asked);
    const article = chat.panel.getByRole("list", { name: words.articles }).getByRole("listitem");
    await article.getByText(words.title, { exact: true }).click();
    await article.getByText(words.body).waitFor();
    const said = chat.panel.getByRole("list", { name: words.said }).getByRole("button");
    await expect.poll(() => said.locator("mark").allInnerTexts()).not.toEqual([]);
    expect(await accessibilityProblems(page)).toEqual([]);
    await field.press("Escape");
    await expect.poll(() => field.count()).toBe(0);

    await open();
    await field.fill(words.asked);
    await said.click();
    const place = chat.panel.locator(".thread").getByText("The blue watering can");
    await expect.poll(() => place.count()).toBe(1);
    const isSeen = (one: HTMLElement | SVGElement) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top > 0 && bottom < innerHeight;
    };
    await expect.poll(() => place.evaluate(isSeen)).toBe(true);
    expect(ann.complaints).toEqual([]);
  },
);
