import { afterAll, expect, test } from "vitest";
import { agent, owner } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { startEngine } from "./support/engine.ts";

afterAll(closeBrowser);

/** What an app hears of the page that it shows, as each kind of app puts it there. */
const APPS = {
  "React Native": "window.ReactNativeWebView = { postMessage: (text) => window.heard(text) };",
  iOS: "window.webkit = { messageHandlers: { parley: { postMessage: (text) => window.heard(text) } } };",
  Android: "window.ParleyApp = { postMessage: (text) => window.heard(text) };",
} as const;

test.each([
  ["en", 390, 844],
  ["zh-CN", 1280, 800],
] as const)("a link opens an inbox's chat, and nothing but it, in %s at %i pixels", async (locale, width, height) => {
  const { url } = await startEngine();
  const context = await person({ viewport: { width, height }, locale });
  const page = await context.newPage();
  await page.goto(`${url}/chat/web`);
  const chat = chatWindow(page, locale);
  await chat.panel.waitFor();
  const [wide, left] = [Math.min(width, 760), Math.max(0, (width - 760) / 2)];
  await expect.poll(() => chat.panel.boundingBox()).toEqual({ x: left, y: 0, width: wide, height });
  await expect
    .poll(() => page.getByRole("button", { name: locale === "en" ? "Close chat" : "关闭聊天" }).isVisible())
    .toBe(false);
  await chat.say(locale === "en" ? "Where is my order?" : "怎么退货？");
  await chat.text(locale === "en" ? /order/i : /退/).waitFor();
  await page.keyboard.press("Escape");
  await chat.panel.waitFor();
  const title = chat.panel.locator("#title");
  await expect.poll(async () => (await page.title()) === (await title.textContent())).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(context.complaints).toEqual([]);
});

test.each(Object.keys(APPS) as (keyof typeof APPS)[])(
  "an app on %s hears what happens, and takes the page away when its visitor wants to leave",
  async (app) => {
    const running = await startEngine();
    const page = await (await person()).newPage();
    const heard: { event: string; detail: { count?: number; conversationId?: string } }[] = [];
    await page.exposeFunction("heard", (text: string) => {
      const { source, ...said } = JSON.parse(text) as (typeof heard)[number] & { source: string };
      expect(source).toBe("parley");
      heard.push(said);
    });
    await page.addInitScript(APPS[app]);
    await page.goto(`${running.url}/chat/web`);
    const chat = chatWindow(page);
    await chat.say("I want to talk to a human");
    const events = () => heard.map(({ event }) => event);
    await expect.poll(events).toEqual(expect.arrayContaining(["ready", "started"]));
    await page.getByRole("button", { name: "Close chat" }).click();
    await expect.poll(events).toContain("close");
    await chat.panel.waitFor();
  },
);

test("what stands behind # says the language, the colours and the first words, and no server is told of it", async () => {
  const { url } = await startEngine();
  const page = await (await person()).newPage();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`${url}/chat/web#locale=ar&theme=dark&message=${encodeURIComponent("أين طلبي؟")}`);
  const panel = page.getByRole("dialog");
  await panel.waitFor();
  await expect.poll(() => panel.getByRole("textbox").last().inputValue()).toBe("أين طلبي؟");
  await expect.poll(() => panel.getAttribute("dir")).toBe("rtl");
  await expect.poll(() => page.locator("parley-chat .parley.dark").count()).toBe(1);
  expect(asked.join(" ")).not.toContain("theme");
});

test("where there is no such inbox, or it is switched off, a page says so in the reader's language", async () => {
  const running = await startEngine();
  const { call } = await owner(running);
  await call("POST", "/inboxes", { id: "shut", name: "Shut" });
  await call("PATCH", "/inboxes/shut", { version: 1, enabled: false });
  for (const inbox of ["nowhere", "shut", "%3Cscript%3E"]) {
    const answer = await fetch(`${running.url}/chat/${inbox}`, { headers: { "accept-language": "zh-CN" } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
    const text = await answer.text();
    expect(text).toContain("无法打开此会话");
    expect(text).not.toContain("<script");
  }
});

test("it stands in frames of the sites that the inbox names, and of no others", async () => {
  const running = await startEngine();
  const policy = async () =>
    (await fetch(`${running.url}/chat/web`)).headers.get("content-security-policy")?.split("; ").at(-1);
  expect(await policy()).toBe("frame-ancestors 'self'");
  const { call } = await owner(running);
  await call("PATCH", "/inboxes/web", { version: 0, settings: { allowedOrigins: ["https://shop.example", "*"] } });
  await expect.poll(policy).toBe("frame-ancestors 'self' https://shop.example");
});

test("an agent's answer reaches the page, and an app hears how many are unread", async () => {
  const running = await startEngine();
  const page = await (await person()).newPage();
  await page.goto(`${running.url}/chat/web`);
  const chat = chatWindow(page);
  await chat.say("I want to talk to a human");
  const vera = await agent(running, "Vera");
  const queue = () => running.engine.services.dialog.queue({});
  await expect.poll(queue).toHaveLength(1);
  const conversationId = (await queue())[0]?.conversationId ?? "";
  await vera.claim(conversationId);
  await vera.ask("send", { conversationId, id: "message-1", content: { type: "text", text: "Here I am" } });
  await chat.text("Here I am").waitFor();
});
