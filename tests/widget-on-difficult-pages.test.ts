import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { document, serveSite, type HostilePage, type Site } from "./hostile-page/site.ts";
import { agent } from "./support/agent.ts";
import { chatOn } from "./hostile-page/visit.ts";
import type { WidgetEvents } from "@parley/widget";
import { closeBrowser, person } from "./support/browser.ts";
import { type RunningEngine, runEngine } from "./support/engine.ts";

const shop = (tag: string, head = "") => document(`<body><main>A shop</main>${tag}</body>`, head);
const pages = {
  plain: { name: "plain", html: (tag) => shop(tag) },
  zoomed: { name: "zoomed", html: (tag) => shop(tag, "<style>html{zoom:1.5}</style>") },
  zoomedBody: { name: "zoomed body", html: (tag) => shop(tag, "<style>body{zoom:2}</style>") },
  walled: {
    name: "walled",
    html: (tag) => shop(tag),
    headers: { "content-security-policy": "connect-src 'none'" },
  },
  capturing: {
    name: "capturing",
    html: (tag) =>
      shop(
        tag,
        `<script>
          addEventListener("wheel", (e) => e.preventDefault(), { capture: true, passive: false });
          addEventListener("keydown", (e) => {
            const at = e.target;
            if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) return;
            e.preventDefault(); document.title = "shortcut " + e.key;
          }, true);
        </script>`,
      ),
  },
  modal: {
    name: "modal",
    html: (tag) => shop(`<dialog>A dialog of the shop<button>Close</button></dialog>${tag}`),
  },
} satisfies Record<string, HostilePage>;
type Name = keyof typeof pages;

let running: RunningEngine;
let site: Site;
beforeAll(async () => {
  running = await runEngine();
  site = await serveSite(Object.values(pages), running.url);
});
afterAll(async () => {
  await closeBrowser();
  await site.stop();
  await running.stop();
});

const addressOf = (name: Name) => site.address(Object.keys(pages).indexOf(name));
async function visit(name: Name) {
  const ann = await person({ locale: "en", reducedMotion: "reduce" });
  const page = await ann.newPage();
  await page.goto(addressOf(name));
  return { ann, page, chat: chatOn(page) };
}
const told = (page: Page) =>
  page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(window, { told: seen });
    window.document.addEventListener("parley:error", ({ detail }: { detail: WidgetEvents["error"] }) =>
      seen.push(detail.error.code),
    );
  });
const errors = (page: Page) => page.evaluate(() => (window as unknown as { told: string[] }).told);

test.each(["zoomed", "zoomedBody"] as const)("on a page that is %s all of the panel can be reached", async (name) => {
  const { page, chat, ann } = await visit(name);
  await chat.open();
  await chat.ask();
  const box = await chat.panel.boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
  await chat.panel.getByRole("button", { name: "Close chat" }).click();
  await chat.panel.waitFor({ state: "hidden" });
  await chat.launcher.click();
  await chat.composer.waitFor();
  expect(ann.complaints).toEqual([]);
  await page.close();
});

test("where the page's policy allows no connection, its owner is told", async () => {
  const { page, chat } = await visit("walled");
  const warnings: string[] = [];
  page.on("console", (line) => line.type() === "warning" && warnings.push(line.text()));
  await told(page);
  await chat.open();
  await chat.composer.fill("Anybody?");
  await chat.composer.press("Enter");
  await expect.poll(() => errors(page)).toEqual(["unavailable"]);
  expect(warnings.filter((line) => line.startsWith("parley"))).toHaveLength(1);
  await chat.panel.getByText("Not connected").waitFor();
  await page.close();
});

describe("listeners that hear first", () => {
  test("one that keeps the wheel to itself does not keep the thread from scrolling", async () => {
    const { page, chat } = await visit("capturing");
    await page.setViewportSize({ width: 1280, height: 420 });
    await chat.open();
    await chat.ask();
    const thread = chat.panel.getByRole("region");
    const top = () => thread.evaluate((element) => element.scrollTop);
    await thread.evaluate((element) => (element.scrollTop = 90));
    await thread.hover();
    await page.mouse.wheel(0, -40);
    await expect.poll(top).toBe(50);
    await page.close();
  });

  test("one with shortcuts leaves what is written here alone", async () => {
    const { page, chat } = await visit("capturing");
    await chat.open();
    await chat.composer.focus();
    await page.keyboard.type("jk?");
    await expect.poll(() => chat.composer.inputValue()).toBe("jk?");
    await expect.poll(() => page.title()).toBe("A shop");
    await page.close();
  });
});

test("what is read in one tab is read in the others, and who signs out in one is gone from all", async () => {
  const { ann, page, chat } = await visit("plain");
  await chat.open();
  await chat.ask();
  await chat.panel.getByRole("button", { name: "Close chat" }).click();
  const other = await ann.newPage();
  await other.goto(addressOf("plain"));
  const there = chatOn(other);
  await expect.poll(() => other.evaluate(() => window.parley?.("diagnose")?.["last"])).toBeGreaterThan(1);
  const amy = await agent(running, "Amy");
  const conversationId = String(await other.evaluate(() => window.parley?.("diagnose")?.["conversation"]));
  await amy.claim(conversationId);
  await amy.send(conversationId, "Here is something for you.");
  for (const { launcher } of [chat, there])
    await expect.poll(() => launcher.getAttribute("aria-label")).toBe("Open chat, 1 new message");
  await page.bringToFront();
  await chat.open();
  await expect.poll(() => there.launcher.getAttribute("aria-label")).toBe("Open chat");
  await page.evaluate(() => window.parley?.("shutdown"));
  await other.bringToFront();
  await there.open();
  await expect.poll(() => there.panel.locator(".message").count()).toBe(0);
});

test("while the browser is offline the header does not promise answers", async () => {
  const { ann, chat, page } = await visit("plain");
  await chat.open();
  await chat.ask();
  await chat.panel.getByText("Answers right away").waitFor();
  await ann.setOffline(true);
  await chat.panel.getByText("Not connected").waitFor();
  await ann.setOffline(false);
  await chat.panel.getByText("Answers right away").waitFor();
  await page.close();
});

test("in forced colours one sees where one writes", async () => {
  const { page, chat } = await visit("plain");
  await page.emulateMedia({ forcedColors: "active" });
  await chat.open();
  const width = () =>
    chat.composer.evaluate((field) => getComputedStyle(field.parentElement as Element).borderTopWidth);
  await chat.panel.getByRole("button", { name: "Close chat" }).focus();
  await expect.poll(() => width()).toBe("1px");
  await chat.composer.focus();
  await expect.poll(() => width()).toBe("2px");
  await page.close();
});
