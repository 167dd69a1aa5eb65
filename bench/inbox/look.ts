import type { Browser, Page } from "playwright-core";

/** Milliseconds, of one look at the list. */
export interface Looked {
  /** From the beginning of the page until rows are painted. */
  first: number;
  /** The longest task of the page while its groups were scrolled, in processor time. */
  longest: number;
  /** From the click on a row until its words are painted, each time. */
  opening: number[];
  rows: number;
}

const WAIT = 120_000;
const OPENED = 5;

/** Looks at the inbox as an agent does: opens it, scrolls from its beginning to its end, opens some conversations. */
export async function look(browser: Browser, { url, token, steps }: { url: string; token: string; steps: number }) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en" });
  context.setDefaultTimeout(WAIT);
  await context.addCookies([{ name: "parley", value: token, url }]);
  const page = await context.newPage();
  // What runs in the page was named for us by a helper that is not there.
  await page.addInitScript("globalThis.__name = (one) => one");
  await page.addInitScript(watch);
  // What every page needs is in the browser before.
  await page.goto(`${url}/console/#/contacts`);
  await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  await page.goto(`${url}/console/?again#/inbox`);
  await page.waitForFunction(() => "firstRow" in window);
  const first = await page.evaluate(() => (window as unknown as Watched).firstRow);
  await page.waitForTimeout(2_000);
  const longest = await scroll(page, steps);
  const opening: number[] = [];
  for (let at = 0; at < OPENED; at += 1) opening.push(await open(page, at + 1));
  const view = await wholeView(page, steps);
  await context.close();
  return { first, longest, opening, ...view };
}

interface Watched {
  firstRow: number;
}

/** Runs in the page, before its own scripts. */
function watch(): void {
  const seen = window as unknown as Watched;
  const painted = (run: () => void) => requestAnimationFrame(() => setTimeout(run));
  const rows = new MutationObserver(() => {
    if (!document.querySelector("[data-scrolls] .row")) return;
    rows.disconnect();
    painted(() => (seen.firstRow = performance.now()));
  });
  rows.observe(document, { childList: true, subtree: true });
}

/** Scrolls down and up; milliseconds of the longest task meanwhile, of the page's own thread, so that what else is busy does not count. */
async function scroll(page: Page, steps: number): Promise<number> {
  const browser = page.context().browser();
  await page.locator("[data-scrolls]").hover();
  await browser?.startTracing(page, { categories: ["toplevel", "__metadata"] });
  for (let at = 0; at < steps; at += 1) {
    await page.mouse.wheel(0, at % 4 === 3 ? -400 : 900);
    await page.waitForTimeout(50);
  }
  const { traceEvents } = JSON.parse(String(await browser?.stopTracing())) as { traceEvents: Traced[] };
  const main = traceEvents.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const tasks = traceEvents.filter(({ pid, tid }) => main.some((one) => one.pid === pid && one.tid === tid));
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1_000;
}

interface Traced {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds of the thread's processor time. */
  tdur?: number;
  args?: { name?: string };
}

/** Clicks on a row in sight; milliseconds until its words are there. */
async function open(page: Page, place: number): Promise<number> {
  return await page.evaluate(async (at) => {
    const { top, bottom } = document.querySelector("[data-scrolls]")?.getBoundingClientRect() ?? { top: 0, bottom: 0 };
    const links = [...document.querySelectorAll<HTMLAnchorElement>("[data-scrolls] .row a")].filter((link) => {
      const box = link.getBoundingClientRect();
      return box.top > top && box.bottom < bottom;
    });
    const link = links[at % links.length];
    if (!link) throw new Error("There is no row in sight.");
    const id = link.href.split("/").at(-1) ?? "";
    const start = performance.now();
    link.click();
    return await new Promise<number>((resolve) => {
      const look = () => {
        const chosen = document.querySelector<HTMLAnchorElement>(".row.open a")?.href.includes(id);
        const isOpen = chosen && document.querySelector(".conversation .message");
        if (isOpen) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        else setTimeout(look);
      };
      look();
    });
  }, place);
}

/** The view of everything, gone through to its end. */
async function wholeView(page: Page, steps: number): Promise<{ whole: number; rows: number }> {
  await page.getByLabel("View", { exact: true }).selectOption("everything");
  await page.locator("[data-scrolls] .row").first().waitFor();
  // What follows comes by itself near the end, as long as there is a button for it; where all came at once there never is one.
  await page
    .locator("[data-scrolls] button")
    .waitFor({ timeout: 5_000 })
    .catch(() => undefined);
  while ((await page.locator("[data-scrolls] button").count()) > 0) {
    await page.evaluate(() => document.querySelector("[data-scrolls]")?.scrollTo(0, 1e9));
    await page.waitForTimeout(100);
  }
  await page.evaluate(() => document.querySelector("[data-scrolls]")?.scrollTo(0, 0));
  const rows = await page.evaluate(() => Number(document.querySelector("[data-scrolls] .row")?.ariaSetSize ?? 0));
  return { whole: await scroll(page, steps), rows };
}
