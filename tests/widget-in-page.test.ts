import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { signUntil } from "./support/signs.ts";
import { startEngine } from "./support/engine.ts";
import { type HostPage, hostPage } from "./support/host-page.ts";

afterAll(closeBrowser);

async function shop(options: HostPage & { locale?: "en" | "zh-CN"; engineUrl?: string } = {}) {
  const running = await startEngine();
  const ann = await person({ locale: options.locale ?? "en", reducedMotion: "reduce" });
  const page: Page = await ann.newPage();
  await page.goto(await hostPage(running.url, { lang: options.locale ?? "en", ...options }));
  return { running, ann, page, chat: chatWindow(page, options.locale ?? "en") };
}

test("a visitor asks in English and gets the answer with its source", async () => {
  const { chat, ann } = await shop();
  await chat.open();
  await chat.say("Where is my order?");
  await chat.text("Track your order").waitFor();
  expect(ann.complaints).toEqual([]);
});

test("a visitor asks in Chinese and gets the answer in Chinese, in a Chinese window", async () => {
  const { chat, ann } = await shop({ locale: "zh-CN" });
  await chat.open();
  await chat.say("我的快递到哪了");
  await chat.text("查询订单物流").waitFor();
  expect(ann.complaints).toEqual([]);
});

test("what is out of scope brings the offer of a person, and a click on it the queue", async () => {
  const { running, chat } = await shop();
  await agent(running, "Amy");
  await chat.open();
  await chat.say("what is the capital of mongolia");
  await chat.text("I don't have an answer").waitFor();
  await chat.choice("Talk to a person").click();
  await chat.text("getting a colleague").waitFor();
  await chat.choice("Stop waiting").waitFor();
});

test("while nobody is there, the offer is to pass the question on, and the queue says so", async () => {
  const { chat } = await shop();
  await chat.open();
  await chat.say("what is the capital of mongolia");
  await chat.text("nobody from our team is online").waitFor();
  await chat.choice("Leave a message").click();
  await chat.text("in line for our team").waitFor();
  await chat.choice("Stop waiting").waitFor();
  // The header and the bar below it say the same.
  await chat.text("Waiting for a person").waitFor();
  await chat.text("Nobody is online right now").waitFor();
});

test("the whole hand-over: queue, place, name, typing, messages, end, rating", async () => {
  const { running, chat } = await shop();
  const amy = await agent(running, "Amy");
  await chat.open();
  await chat.say("talk to a human");
  await chat.text(/You are next|number 1/).waitFor();
  await expect.poll(() => amy.items.size).toBe(1);
  const [conversationId = ""] = amy.items.keys();
  await amy.open(conversationId);
  await amy.claim(conversationId);
  await chat.text("Amy joined").waitFor();
  await signUntil(
    (patience) => chat.text("Amy is typing").waitFor(patience),
    () => amy.socket.emit("typing", { conversationId, on: true }),
  );
  await amy.send(conversationId, "Hello, **Amy** here. See [our terms](https://example.com/terms).");
  await chat.panel.getByRole("link", { name: "our terms" }).waitFor();
  await chat.say("Where is my order?");
  await expect.poll(() => amy.events.at(-1)).toMatchObject({ content: { text: "Where is my order?" } });
  await amy.close(conversationId);
  await chat.panel.getByRole("radio", { name: "Very good" }).check({ force: true });
  await chat.choice("Send rating").click();
  await expect.poll(() => amy.events.at(-1)).toMatchObject({ type: "rated", score: 5 });
});

test("a reload in mid-conversation loses nothing, and what was being sent arrives once", async () => {
  const { running, chat, page } = await shop();
  await chat.open();
  await chat.say("Where is my order?");
  await chat.text("Track your order").waitFor();
  await page.context().setOffline(true);
  await chat.say("How do I return something?");
  await page.context().setOffline(false);
  await page.reload();
  // The window is open again by itself.
  await chat.composer.waitFor();
  await chat.text("Where is my order?").waitFor();
  await chat
    .text("Returning an item")
    .or(chat.text(/return/i))
    .waitFor();
  const { dialog } = running.engine.services;
  const [listed] = await dialog.list({ limit: 1 });
  const log = () => dialog.read({ conversationId: listed?.conversation.id ?? "", after: 0 });
  const sent = async () =>
    (await log()).events.filter((event) => event.type === "message" && event.author.kind === "visitor");
  await expect.poll(async () => (await sent()).length).toBe(2);
});

test("a cut network is said, what is written meanwhile is kept, and arrives when it is back", async () => {
  const { chat, page } = await shop();
  await chat.open();
  await chat.say("Where is my order?");
  await chat.text("Track your order").waitFor();
  await page.context().setOffline(true);
  await chat.say("How long does delivery take?");
  await chat.text(/No connection|Sending/).waitFor();
  await page.context().setOffline(false);
  await chat.text(/3.5 working days/).waitFor();
});

test("under the strictest policy of a host page there is not one violation", async () => {
  const { chat, page, ann } = await shop({ strict: true });
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    document.addEventListener("securitypolicyviolation", (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  await chat.open();
  await chat.say("Where is my order?");
  await chat.text("Track your order").waitFor();
  const width = await chat.panel.evaluate((panel) => panel.getBoundingClientRect().width);
  expect(width, "the panel is styled").toBeLessThan(600);
  await expect.poll(() => page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual([]);
  expect(ann.complaints).toEqual([]);
});

test.each([
  ["en", "light"],
  ["zh-CN", "dark"],
] as const)(
  "axe finds nothing in the %s window, %s: closed, open, with an answer, in the queue",
  async (locale, theme) => {
    const { chat, page } = await shop({ locale, data: { theme } });
    await chat.launcher.waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await chat.open();
    expect(await accessibilityProblems(page)).toEqual([]);
    await chat.say(locale === "en" ? "Where is my order?" : "我的快递到哪了");
    await chat.text(locale === "en" ? "Track your order" : "查询订单物流").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await chat.personButton.click();
    await chat.choice(locale === "en" ? "Stop waiting" : "不等了").waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
  },
);

test("whatever has no words yet is not there: no button and no field without a name", async () => {
  const { chat, page, ann } = await shop();
  const held: (() => void)[] = [];
  await ann.route(/widget-(files|late|rich|tools)-en-/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await chat.open();
  await chat.say("Where is my order?");
  await chat.text("Track your order").waitFor();
  await expect.poll(() => held.length).toBeGreaterThanOrEqual(3);
  expect(await accessibilityProblems(page)).toEqual([]);
  for (const release of held) release();
  await chat.choice("Reply").waitFor();
  await chat.choice("Emoji").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test("what people write is never markup, and links go nowhere dangerous", async () => {
  const { running, chat, page, ann } = await shop();
  const amy = await agent(running, "Amy");
  await chat.open();
  await chat.say("<img src=x onerror=alert(1)> **not bold** 转人工");
  await chat.text("<img src=x onerror=alert(1)> **not bold** 转人工").waitFor();
  await expect.poll(() => amy.items.size).toBe(1);
  const [conversationId = ""] = amy.items.keys();
  await amy.claim(conversationId);
  await amy.send(conversationId, "<script>alert(2)</script> [click](javascript:alert(3)) [ok](https://example.com)");
  await chat.panel.getByRole("link", { name: "ok" }).waitFor();
  await expect
    .poll(() =>
      chat.panel.getByRole("link").evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).protocol)),
    )
    .toEqual(["https:"]);
  await expect.poll(() => page.evaluate(() => document.querySelectorAll("img, script[src^=x]").length)).toBe(0);
  expect(ann.complaints).toEqual([]);
});

test("the keyboard alone is enough, and Escape gives the focus back to the launcher", async () => {
  const { chat, page } = await shop();
  await chat.launcher.focus();
  await page.keyboard.press("Enter");
  await chat.composer.waitFor();
  await expect
    .poll(() => chat.composer.evaluate((field) => (field.getRootNode() as ShadowRoot).activeElement === field))
    .toBe(true);
  await page.keyboard.type("first line");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("second line");
  await expect.poll(() => chat.composer.inputValue()).toBe("first line\nsecond line");
  await page.keyboard.press("Escape");
  await chat.panel.waitFor({ state: "hidden" });
  await expect
    .poll(() => chat.launcher.evaluate((button) => (button.getRootNode() as ShadowRoot).activeElement === button))
    .toBe(true);
});
