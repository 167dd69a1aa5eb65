import { newId } from "@parley/protocol";
import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { type RunningEngine, runEngine, shared } from "./support/engine.ts";

afterAll(closeBrowser);

/** More than one page of a view. */
const COUNT = 220;

/** So many conversations that wait, of visitors who are not there. */
async function fill({ engine }: RunningEngine): Promise<void> {
  const { dialog, users } = engine.services;
  async function begin(_: unknown, at: number): Promise<void> {
    const { visitor } = await users.createVisitor({ locale: "en" });
    const { id: conversationId } = await dialog.open({ visitorId: visitor.id, channel: "web", locale: "en" });
    const apply = (command: Parameters<typeof dialog.apply>[0]["command"]) =>
      dialog.apply({ conversationId, id: newId(), command });
    await apply({ do: "say", author: { kind: "visitor" }, content: { type: "text", text: `Number ${at}` } });
    await apply({ do: "queue", reason: "asked" });
  }
  await Promise.all(Array.from({ length: COUNT }, begin));
}

const engine = shared(async () => {
  const running = await runEngine();
  await fill(running);
  return running;
});

test("of a long list what is in sight is drawn, and each row says which of how many it is", async () => {
  const running = await engine();
  const { page, go } = await consoleOf(running, await member(running, "Amy"));
  await go("inbox");
  const rows = page.getByRole("region", { name: "Waiting" }).getByRole("listitem");
  await rows.first().waitFor();
  await expect.poll(() => rows.count()).toBeLessThan(60);
  await expect.poll(() => rows.first().getAttribute("aria-posinset")).toBe("1");
  await expect.poll(() => rows.first().getAttribute("aria-setsize")).toBe(String(COUNT));
  expect(await accessibilityProblems(page)).toEqual([]);
  // By keys to one that was not in sight: it is brought there, and is the one that is open.
  const open = page.getByRole("listitem").filter({ has: page.locator('a[aria-current="true"]') });
  for (let at = 1; at <= 15; at += 1) {
    await page.keyboard.press("j");
    await expect.poll(() => open.getAttribute("aria-posinset")).toBe(String(at));
  }
  const scroller = page.locator("[data-scrolls]");
  await expect.poll(() => isInSight()).toBe(true);
  // Wherever one looks there are rows, few of them, and what has the focus keeps it.
  await rows.first().getByRole("link").focus();
  for (const part of [0.5, 1, 0.2, 1]) {
    await scrollTo(part);
    await expect.poll(() => isRowInTheMiddle()).toBe(true);
    await expect.poll(() => rows.count()).toBeLessThan(60);
  }
  // The end may be further away than it was while other rows were drawn.
  const last = async () => {
    await scrollTo(1);
    return await rows.last().getAttribute("aria-posinset");
  };
  await expect.poll(last).toBe(String(COUNT));
  await expect.poll(() => rows.first().evaluate((row) => row.contains(document.activeElement))).toBe(true);
  await expect.poll(() => rows.first().getAttribute("aria-posinset")).toBe("1");

  async function scrollTo(part: number): Promise<void> {
    await scroller.evaluate((box, part) => box.scrollTo(0, box.scrollHeight * part), part);
  }

  async function isRowInTheMiddle(): Promise<boolean> {
    const box = await scroller.boundingBox();
    const [x, y] = [(box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2];
    return await page.evaluate(([x, y]) => Boolean(document.elementFromPoint(x, y)?.closest(".row")), [x, y] as const);
  }

  async function isInSight(): Promise<boolean> {
    const [row, box] = [await open.boundingBox(), await scroller.boundingBox()];
    // But for a part of a pixel: the browser scrolls by whole ones.
    return row !== null && box !== null && row.y > box.y - 1 && row.y + row.height < box.y + box.height + 1;
  }
});

test("who comes near the end of a view gets what follows, and all can be chosen", async () => {
  const running = await engine();
  const { page, go } = await consoleOf(running, await member(running, "Bea"));
  await go("inbox");
  await page.getByLabel("View", { exact: true }).selectOption("everything");
  const count = page.getByRole("status").filter({ hasText: `${COUNT} conversations` });
  await expect
    .poll(async () => {
      await page.locator("[data-scrolls]").evaluate((box) => box.scrollTo(0, box.scrollHeight));
      return await count.count();
    })
    .toBe(1);
  await page.getByRole("button", { name: "Choose all" }).click();
  await page.getByRole("group", { name: `${COUNT} chosen` }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
});

test("rows are closer together where one wants that, also the next time", async () => {
  const running = await engine();
  const { page, go } = await consoleOf(running, await member(running, "Cleo"));
  await go("inbox");
  const row = page.getByRole("region", { name: "Waiting" }).getByRole("listitem").first();
  await row.waitFor();
  const height = async () => (await row.boundingBox())?.height ?? 0;
  const usual = await height();
  await page.getByRole("button", { name: /Preferences/ }).click();
  await page.getByRole("switch", { name: /Compact/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).first().click();
  await expect.poll(height).toBeLessThan(usual);
  await page.reload();
  await row.waitFor();
  await expect.poll(height).toBeLessThan(usual);
  await expect.poll(() => accessibilityProblems(page)).toEqual([]);
});
