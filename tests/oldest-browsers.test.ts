import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startEngine } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";
import { fetchOldBrowser, type OldVersion, startOldBrowser } from "./support/old-browser.ts";
import { legibility, pixelsOf } from "./support/seen.ts";

/** What old browsers are asked; with `answered` in the answer. */
const ASKED = {
  en: { asks: "Where is my order?", answered: "Track your order" },
  "zh-CN": { asks: "我的快递到哪了", answered: "查询订单物流" },
};

/** Of everything on the page and in shadow roots. Playwright's own locators need more than these browsers know. */
const find = (page: Page, selector: string) =>
  page.evaluateHandle((wanted) => {
    const roots = [document, ...[...document.querySelectorAll("*")].flatMap((host) => host.shadowRoot ?? [])];
    return roots.map((root) => root.querySelector(wanted)).find(Boolean) ?? null;
  }, selector);
async function boxOf(page: Page, selector: string) {
  const handle = (await find(page, selector)).asElement();
  const box = await handle?.boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  return box;
}
async function press(page: Page, selector: string): Promise<void> {
  const { x, y, width, height } = await boxOf(page, selector);
  await page.mouse.click(x + width / 2, y + height / 2);
}
const shown = (page: Page, words: string) =>
  page.waitForFunction((wanted) => {
    const roots = [...document.querySelectorAll("*")].flatMap((host) => host.shadowRoot ?? []);
    return roots.some((root) => root.textContent?.includes(wanted));
  }, words);

describe.each([87, 109] as const)("in Chromium %i", (version: OldVersion) => {
  let missing: string | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    missing = await fetchOldBrowser(version);
    if (missing) console.warn(`\n!!! NOT TRIED in Chromium ${version}: ${missing}\n`);
    else browser = await startOldBrowser(version);
  }, 300_000);
  afterAll(() => browser?.close());

  async function shop(options: { locale: "en" | "zh-CN"; scheme: "light" | "dark"; data?: Record<string, string> }) {
    if (!browser) throw new Error(missing);
    const { url } = await startEngine();
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      colorScheme: options.scheme,
      locale: options.locale,
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(60_000);
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(await hostPage(url, { lang: options.locale, data: options.data ?? {} }));
    await page.waitForFunction(() => [...document.querySelectorAll("*")].some((host) => host.shadowRoot));
    return { page, complaints };
  }

  test.each([
    { locale: "en", scheme: "light" },
    { locale: "en", scheme: "dark" },
    { locale: "zh-CN", scheme: "light" },
    { locale: "zh-CN", scheme: "dark" },
  ] as const)("a visitor asks in $locale, $scheme, and can read the answer", async ({ locale, scheme }) => {
    if (missing) return;
    const { page, complaints } = await shop({ locale, scheme });
    const { asks, answered } = ASKED[locale];
    await press(page, "button.launcher");
    await page.waitForFunction(() =>
      [...document.querySelectorAll("*")].some((host) => host.shadowRoot?.querySelector(".panel textarea")),
    );
    await press(page, ".panel textarea");
    await page.keyboard.type(asks);
    await page.keyboard.press("Enter");
    await shown(page, answered);
    const seen = await legibility(page);
    expect(seen.through).toEqual([]);
    expect(seen.texts).toBeGreaterThan(8);
    expect(seen.worst, seen.whose).toBeGreaterThanOrEqual(4.5);
    const { width, height, y } = await boxOf(page, ".panel");
    expect([width, height > 500, y > 0]).toEqual([400, true, true]);
    expect(complaints).toEqual([]);
  });

  test.each([
    { color: "#3350d0", ink: [255, 255, 255] },
    { color: "#ffd600", ink: [0, 0, 0] },
  ])("on $color the launcher's sign can be seen", async ({ color, ink }) => {
    if (missing) return;
    const { page } = await shop({ locale: "en", scheme: "light", data: { color } });
    const { middle, edge } = await pixelsOf(page, await boxOf(page, "button.launcher"));
    expect(middle).toEqual(ink);
    expect(`#${edge.map((part) => part.toString(16).padStart(2, "0")).join("")}`).toBe(color);
  });
});
