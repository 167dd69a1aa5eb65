import { newId, type SearchPage } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { agent, member, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const WORDS = {
  en: { field: "Search in all conversations", hits: "What was found", none: "Nothing was found", tags: "All tags" },
  "zh-CN": { field: "搜索所有会话", hits: "搜索结果", none: "没有找到", tags: "所有标签" },
};

const TAGS = [
  { id: "vip", name: "VIP", colour: "blue" },
  { id: "late", name: "Late parcel", colour: "red" },
];

test.each(["en", "zh-CN"] as const)(
  "[Y1] [Y2] what was said long ago is found by two characters of it, and opened at its place, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const running = await startEngine({ rates: { message: { burst: 100, perMinute: 1_000 } } });
    const boss = await owner(running);
    const value = { tags: TAGS, codes: [] };
    await boss.call("PUT", "/settings/desk", { version: 0, value });
    const amy = await agent(running, "Amy");
    const ann = await visitor(running.url);
    await ann.send("I want to talk to a person");
    await ann.sees("queued");
    const { id } = ann.welcome.conversation;
    await amy.claim(id);
    await ann.send("我的蓝色茶壶裂了, the blue teapot has a crack");
    for (let line = 0; line < 40; line += 1) await ann.send(`and another line of mine, number ${line}`);

    await amy.ask("tag", { conversationId: id, id: newId(), tag: "vip", on: true });
    const tagged = () => boss.call<SearchPage>("GET", "/search?q=teapot&tag=vip");
    await expect.poll(async () => (await tagged()).hits.length).toBe(1);
    const { page, go, context } = await consoleOf(running, await member(running, "Sue"), { locale });
    await go("search");
    const field = page.getByRole("searchbox", { name: words.field });
    const hits = page.getByRole("list", { name: words.hits }).getByRole("listitem");
    await field.fill("teakettle");
    await page.getByText(words.none).waitFor();
    await field.fill(locale === "en" ? "teap" : "茶壶");
    await expect.poll(() => hits.count()).toBe(1);
    await expect.poll(() => hits.locator("mark").allInnerTexts()).toEqual([locale === "en" ? "teap" : "茶壶"]);
    const tags = page.getByLabel(words.tags);
    await tags.selectOption("late");
    await page.getByText(words.none).waitFor();
    await tags.selectOption("vip");
    await expect.poll(() => hits.count()).toBe(1);
    expect(await accessibilityProblems(page)).toEqual([]);

    await hits.getByRole("link").click();
    const place = page.getByRole("log").getByText("teapot has a crack");
    await expect
      .poll(() =>
        place.evaluate(
          (one) => one.getBoundingClientRect().top > 0 && one.getBoundingClientRect().bottom < innerHeight,
        ),
      )
      .toBe(true);
    expect(context.complaints).toEqual([]);
  },
);
