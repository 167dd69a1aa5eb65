import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeBrowser, person } from "../support/browser.ts";
import { type RunningEngine, runEngine } from "../support/engine.ts";
import { layoutPages } from "./layout-pages.ts";
import { changedPages, type LivingPage, loadedPages, refusedPages, replacedPages, verbPages } from "./life-pages.ts";
import { serveSite, type Site } from "./site.ts";
import { chatOn, expectInCorner, layout } from "./visit.ts";

const pages: readonly LivingPage[] = [
  ...layoutPages,
  ...replacedPages,
  ...changedPages,
  ...refusedPages,
  ...loadedPages,
  ...verbPages,
];
let running: RunningEngine;
let site: Site;
beforeAll(async () => {
  running = await runEngine();
  site = await serveSite(pages, running.url);
});
afterAll(async () => {
  await closeBrowser();
  await site.stop();
  await running.stop();
});

async function visit(subject: LivingPage) {
  const ann = await person({ locale: "en", reducedMotion: "reduce" });
  const page = await ann.newPage();
  const go = async (plain?: boolean) => void (await page.goto(site.address(pages.indexOf(subject), plain)));
  return { ann, page, go, chat: chatOn(page) };
}
const named = (subjects: readonly LivingPage[]) => subjects.map((subject) => [subject.name, subject] as const);

describe("on a page", () => {
  test.each(named(layoutPages))("%s, nothing moves and the chat is in its place", async (_name, subject) => {
    const { ann, page, go, chat } = await visit(subject);
    await go(true);
    const before = await layout(page);
    await go();
    await expectInCorner(page);
    await expect.poll(() => layout(page)).toEqual(before);
    await chat.open();
    await expect
      .poll(() => chat.panel.boundingBox(), { message: "the panel is above the launcher" })
      .toMatchObject({ x: 1280 - 20 - 400, width: 400 });
    await chat.ask();
    await expect.poll(() => layout(page), { message: "the open chat moves nothing" }).toEqual(before);
    expect(ann.complaints).toEqual([]);
  });
});

const kinds = { replacedPages, changedPages, refusedPages, loadedPages, verbPages };
describe.each(Object.entries(kinds))("%s", (_kind, subjects) => {
  test.each(named(subjects))("%s: one launcher in its place, and the chat answers", async (_name, subject) => {
    const { ann, page, go, chat } = await visit(subject);
    await go();
    await subject.act?.(page);
    await expectInCorner(page);
    await expect
      .poll(() => page.evaluate(() => [...document.querySelectorAll("parley-chat")].filter((e) => e.shadowRoot).length))
      .toBe(1);
    await chat.open();
    await chat.ask();
    const { noise } = subject;
    expect(ann.complaints.filter((line) => !noise || !line.includes(noise))).toEqual([]);
  });
});
