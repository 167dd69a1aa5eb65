import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBrowser, person } from "../support/browser.ts";
import { type RunningEngine, runEngine } from "../support/engine.ts";
import { layoutPages } from "./layout-pages.ts";
import { serveSite, type Site } from "./site.ts";
import { chatOn, expectInCorner, layout } from "./visit.ts";

let running: RunningEngine;
let site: Site;
beforeAll(async () => {
  running = await runEngine();
  site = await serveSite(layoutPages, running.url);
});
afterAll(async () => {
  await closeBrowser();
  await site.stop();
  await running.stop();
});

describe("a page that has styles of its own", () => {
  test.each(layoutPages.map(({ name }, index) => ({ name, index })))("$name", async ({ index }) => {
    const ann = await person({ locale: "en", reducedMotion: "reduce" });
    const page = await ann.newPage();
    await page.goto(site.address(index, true));
    const before = await layout(page);
    await page.goto(site.address(index));
    await expectInCorner(page);
    expect(await layout(page)).toEqual(before);
    const chat = chatOn(page);
    await chat.open();
    const box = await chat.panel.boundingBox();
    expect(box, "the panel is above the launcher").toMatchObject({ x: 1280 - 20 - 400, width: 400 });
    await chat.ask();
    expect(await layout(page), "the open chat moves nothing").toEqual(before);
    expect(ann.complaints).toEqual([]);
  });
});
