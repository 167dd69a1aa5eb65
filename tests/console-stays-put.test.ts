import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { owner } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { type RunningEngine, startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

/** 640 by 400 is a window of 1280 by 800 at 200 %. */
const SIZES = [
  { width: 1280, height: 800 },
  { width: 1280, height: 420 },
  { width: 1000, height: 600 },
  { width: 640, height: 400 },
  { width: 390, height: 844 },
] as const;

const WAITING = 20;

test("only panes scroll: no page of the console moves as a whole, at any size, whatever is done", async () => {
  const running = await startEngine();
  const boss = await owner(running);
  const conversationId = await manyWait(running);
  const { page, go } = await consoleOf(running, boss);
  const pages = [
    "inbox",
    `inbox/${conversationId}`,
    "knowledge/intents",
    "knowledge/intents/order_status",
    "knowledge/articles",
    "knowledge/canned-replies",
    "knowledge/try",
    "knowledge/exchange",
    "training",
    "review",
    "board",
    "reports",
    "team",
  ];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const path of pages) {
      await go(path);
      if (path.startsWith("inbox")) await page.locator(".row").first().waitFor({ state: "attached" });
      expect(await moved(page), `${path} at ${size.width} x ${size.height}`).toEqual([]);
    }
  }
});

test.each(["inbox", "setup?token=none"])("the door scrolls in its pane where the window is low: %s", async (path) => {
  const running = await startEngine();
  const { page } = await consoleOf(running, { ...(await owner(running)), jar: { cookie: "nobody=in" } });
  await page.setViewportSize({ width: 390, height: 300 });
  await page.goto(`${running.url}/console/#/${path}`);
  await page.getByRole("heading").first().waitFor();
  expect(await moved(page)).toEqual([]);
  const last = page.locator(".door > :last-child");
  await last.scrollIntoViewIfNeeded();
  await expect.poll(() => last.evaluate((end) => end.getBoundingClientRect().bottom)).toBeLessThanOrEqual(300);
});

/** More conversations than fit on any screen; resolves to one of them. */
async function manyWait({ url }: RunningEngine): Promise<string> {
  const people = await Promise.all(Array.from({ length: WAITING }, () => visitor(url)));
  await Promise.all(people.map((one) => one.send("转人工")));
  return people[0]?.welcome.conversation.id ?? "";
}

/** What moved that must not, after everything that scrolls: the wheel everywhere, keys, scripts, focus on each control. */
async function moved(page: Page): Promise<string[]> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  for (const [x, y] of [
    [0.05, 0.5],
    [0.2, 0.6],
    [0.6, 0.5],
    [0.97, 0.97],
  ] as const) {
    await page.mouse.move(width * x, height * y);
    await page.mouse.wheel(0, 3000);
  }
  for (const key of ["Space", "PageDown", "End"]) await page.keyboard.press(key);
  return await page.evaluate(() => {
    const found: string[] = [];
    const fixed = ["html", "body", "#console", ".shell", ".stage"].flatMap((one) => document.querySelector(one) ?? []);
    const look = (what: string) => {
      for (const one of fixed) {
        if (one.scrollTop || one.scrollLeft) found.push(`${what}: ${one.tagName}.${one.className} scrolled`);
        one.scrollTo(0, 0);
      }
      const top = document.querySelector("#console > *")?.getBoundingClientRect().top;
      if (top !== 0 || scrollY !== 0) found.push(`${what}: the page is at ${top}, scrolled by ${scrollY}`);
    };
    look("wheel and keys");
    for (const one of fixed) one.scrollTo(0, 10_000);
    scrollTo(0, 10_000);
    look("scripts");
    for (const control of document.querySelectorAll<HTMLElement>("a, button, input, textarea, select, [tabindex]")) {
      control.focus();
      look(`focus on ${control.textContent || control.tagName}`);
    }
    if (document.documentElement.scrollHeight > innerHeight) found.push("the document is higher than the window");
    for (const pane of document.querySelectorAll<HTMLElement>("#console *")) {
      const { overflowX, overflowY, position } = getComputedStyle(pane);
      const scrolls = [overflowX, overflowY].some((overflow) => overflow === "auto" || overflow === "scroll");
      if (scrolls && position === "static" && pane.tagName !== "TEXTAREA")
        found.push(`what is placed within .${pane.className} does not scroll with it`);
    }
    return [...new Set(found)].slice(0, 8);
  });
}
