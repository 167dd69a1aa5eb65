import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type Many, startMany } from "../inboxes/many.ts";
import { type Api, agentSocket } from "../support/agent.ts";
import { accessibilityProblems } from "../support/axe.ts";
import { closeBrowser, person } from "../support/browser.ts";
import { consoleOf } from "../support/console.ts";
import { hostPage } from "../support/host-page.ts";
import { openPage, showWho } from "./pages.ts";

let many: Many;
let amy: Api;

beforeAll(async () => {
  many = await startMany(["shop", "asks"]);
  amy = await many.member("Amy");
  await showWho(many, "shop");
  await showWho(many, "asks", { consent: true });
});
afterAll(async () => {
  await closeBrowser();
  await many.stop();
});

const WORDS = {
  en: {
    nobody: "Nobody is there",
    invite: /^Invite/,
    words: "What you write to them",
    send: "Send",
    sentence: "Can I help you?",
    from: "Message from Amy",
    answer: "Your answer",
    reply: "Yes, please.",
    open: /^Open the conversation/,
    answered: "Your invitation was answered.",
    close: "Close",
    away: "put the invitation away",
    lang: "en",
  },
  "zh-CN": {
    nobody: "暂无访客",
    invite: /^邀请/,
    words: "邀请语",
    send: "发送",
    sentence: "需要帮忙吗？",
    from: "消息来自 Amy",
    answer: "你的回复",
    reply: "好的，谢谢。",
    open: /^打开与/,
    answered: "您的邀请得到了回复。",
    close: "关闭",
    away: "已关闭邀请",
    lang: "zh",
  },
};

/** A page of a shop with the widget of an inbox, and somebody who looks at it. */
async function shopper(inbox: string, lang: string, options: Parameters<typeof person>[0] = {}): Promise<Page> {
  const site = await hostPage(`${many.url}/i/${inbox}`, { lang, strict: true });
  const context = await person({ locale: lang === "zh" ? "zh-CN" : "en", ...options });
  const page = await context.newPage();
  await page.goto(`${site}?token=secret&utm_source=mail#private`);
  return page;
}

test.each(["en", "zh-CN"] as const)(
  "[O3, O6, O7] an agent sees who is there, invites them, and has the conversation that they answer with, in %s",
  async (locale) => {
    const words = WORDS[locale];
    const { page: desk, go, context } = await consoleOf(many, amy, { locale });
    await go("visitors");
    await desk.getByText(words.nobody).waitFor();
    const page = await shopper("shop", words.lang, { reducedMotion: "reduce" });
    await desk.getByRole("button", { name: words.invite }).press("Enter");
    await expect
      .poll(() => desk.getByRole("link", { name: "A shop" }).getAttribute("href"))
      .toMatch(/\/\?utm_source=mail$/);
    await desk.getByRole("dialog").getByLabel(words.words).fill(words.sentence);
    expect(await accessibilityProblems(desk)).toEqual([]);
    await desk.getByRole("dialog").getByRole("button", { name: words.send }).click();

    const bubble = page.getByRole("dialog", { name: words.from });
    await bubble.getByRole("status").getByText(words.sentence).waitFor();
    // It takes no focus, and nothing of it moves for who does not want that.
    await expect.poll(() => page.evaluate(() => document.activeElement === document.body)).toBe(true);
    await expect.poll(() => bubble.evaluate((element) => getComputedStyle(element).animationName)).toBe("none");
    expect(await accessibilityProblems(page)).toEqual([]);
    await bubble.getByLabel(words.answer).fill(words.reply);
    await bubble.getByLabel(words.answer).press("Enter");

    const log = page.locator("parley-chat .thread");
    await log.getByText(words.reply).waitFor();
    await log.getByText(words.sentence).waitFor();
    await expect.poll(() => bubble.count()).toBe(0);
    await desk.getByText(words.answered).waitFor();
    await desk.getByRole("link", { name: words.open }).click();
    const thread = desk.getByRole("log");
    await thread.getByText(words.reply).waitFor();
    await thread.getByText(words.sentence).waitFor();
    expect(context.complaints).toEqual([]);
    // Who closes the browser at once tells nobody, and is there until their time is over.
    await page.goto("about:blank");
    await page.close();
    await desk.close();
  },
);

test("[O6] an invitation that is put away stays away, on the next page as well, and the agent is told", async () => {
  const words = WORDS.en;
  const { page: desk, go } = await consoleOf(many, amy);
  const page = await shopper("shop", "en");
  await go("visitors");
  await desk.getByRole("button", { name: words.invite }).click();
  await desk.getByRole("dialog").getByLabel(words.words).fill(words.sentence);
  await desk.getByRole("dialog").getByRole("button", { name: words.send }).click();
  const bubble = page.getByRole("dialog", { name: words.from });
  // It goes with them to the next page.
  await bubble.waitFor();
  await page.reload();
  await bubble.getByRole("button", { name: words.close }).click();
  await desk.getByRole("table").getByText(words.away).waitFor();
  await page.reload();
  await desk.getByRole("table").getByText(words.away).waitFor();
  await expect.poll(() => bubble.count()).toBe(0);
  // As above: the next test begins with nobody there.
  await page.goto("about:blank");
  await page.close();
  await desk.close();
});

test("[O2] a page that changes its address without being loaded is followed, and one that is left is gone", async () => {
  const page = await shopper("shop", "en");
  const seen = async () => {
    const { ask, socket } = await agentSocket(many.url, amy);
    const { people } = await ask<{ people: { page: { url: string } }[] }>("onSite", { inboxId: "shop" });
    socket.disconnect();
    return people.map(({ page: { url } }) => new URL(url).pathname);
  };
  await expect.poll(seen).toEqual(["/"]);
  await page.evaluate(() => history.pushState(null, "", "/cart?card=4111"));
  await expect.poll(seen).toEqual(["/cart"]);
  await page.close({ runBeforeUnload: true });
  await expect.poll(seen).toEqual([]);
});

test("[O1] nothing is told before the page says that they agree, and never where the browser says no", async () => {
  const asked = async (page: Page, script?: string) => {
    const told: string[] = [];
    page.on("request", (request) => request.url().endsWith("/live") && told.push(request.url()));
    if (script) await page.addInitScript(script);
    await page.reload();
    await page.locator("parley-chat").waitFor({ state: "attached" });
    return told;
  };
  const site = await shopper("asks", "en");
  onTestFinished(() => site.close());
  const told = await asked(site);
  const loaded = () => site.evaluate(() => "parleyLive" in window);
  await expect.poll(loaded).toBe(true);
  expect(told).toEqual([]);
  await expect
    .poll(() => site.evaluate(() => Object.keys(localStorage).some((key) => key.startsWith("parley-live"))))
    .toBe(false);
  await site.evaluate(() => document.dispatchEvent(new Event("parley:agreed")));
  await expect.poll(() => told.length).toBeGreaterThan(0);

  const other = await shopper("shop", "en");
  onTestFinished(() => other.close());
  await asked(other, "Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });");
  await other.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  await expect.poll(() => other.evaluate(() => "parleyLive" in window)).toBe(false);
});

test("[O4] a console shows nobody of an inbox that its member does not see", async () => {
  const dora = await many.member("Dora", ["asks"]);
  await openPage(many.url, "shop", { page: { url: "https://shop.example/hidden" } }).tell();
  const { page: desk, go } = await consoleOf(many, dora);
  await go("visitors");
  await desk.getByText("Nobody is there").waitFor();
});
