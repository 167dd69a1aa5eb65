import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { agent } from "./support/agent.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { startEngine } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";

afterAll(closeBrowser);

const lines = (count: number, word: string) =>
  Array.from({ length: count }, (_, line) => `${word} line ${line + 1} of the answer.`).join("\n\n");

/** A visitor who talks to Amy, with a panel of which the thread's part is known. */
async function talk(size: { width: number; height: number }) {
  const running = await startEngine();
  const amy = await agent(running, "Amy");
  const ann = await person({ locale: "en", reducedMotion: "reduce", viewport: size });
  const page = await ann.newPage();
  await page.goto(await hostPage(running.url));
  const chat = chatWindow(page);
  await chat.open();
  await chat.say("talk to a human");
  await expect.poll(() => amy.items.size).toBe(1);
  const [conversationId = ""] = amy.items.keys();
  await amy.open(conversationId);
  await amy.claim(conversationId);
  await chat.text("Amy joined").waitFor();
  return { chat, page, conversationId, amy };
}
/** Where the newest message begins and ends, in pixels below the thread's upper edge, and how high the thread is. */
const placeOf = (page: Page, words: string) =>
  page.evaluate((words) => {
    const root = document.querySelector("parley-chat")?.shadowRoot;
    const thread = root?.querySelector(".thread")?.getBoundingClientRect();
    const message = [...(root?.querySelectorAll(".message") ?? [])]
      .filter((row) => row.textContent?.includes(words))
      .pop();
    const box = message?.getBoundingClientRect();
    if (!box || !thread) return undefined;
    return {
      top: Math.round(box.top - thread.top),
      bottom: Math.round(box.bottom - thread.top),
      room: Math.round(thread.height),
    };
  }, words);
const write = (amy: Awaited<ReturnType<typeof agent>>, conversationId: string, text: string) =>
  amy.send(conversationId, text);

test.each([
  { width: 1280, height: 800 },
  { width: 640, height: 400 },
  { width: 390, height: 700 },
])("an answer that has no room is shown from where it begins, at $width x $height", async (size) => {
  const { chat, page, amy, conversationId } = await talk(size);
  await write(amy, conversationId, lines(40, "First"));
  await chat.text("First line 1 of").waitFor();
  await expect.poll(() => placeOf(page, "First line 1 of")).toMatchObject({ top: 16 });
  const jump = chat.choice("Jump to the latest");
  await write(amy, conversationId, "And one more.");
  await chat.choice("New messages").waitFor();
  await expect.poll(() => placeOf(page, "First line 1 of")).toMatchObject({ top: 16 });
  await chat.choice("New messages").click();
  const atEnd = async (words: string) => {
    const place = await placeOf(page, words);
    return place && place.bottom <= place.room && place.top >= 0;
  };
  await expect.poll(() => atEnd("And one more.")).toBe(true);
  await write(amy, conversationId, "Short.");
  await expect.poll(() => atEnd("Short.")).toBe(true);
  await write(amy, conversationId, lines(40, "Second"));
  await expect.poll(() => placeOf(page, "Second line 1 of")).toMatchObject({ top: 16 });
  await jump.click();
  await chat.say("Thank you for all that");
  await expect.poll(() => atEnd("Thank you for all that")).toBe(true);
});

test("a panel that is opened again begins where the newest answer does", async () => {
  const { chat, page, amy, conversationId } = await talk({ width: 1280, height: 800 });
  await page.keyboard.press("Escape");
  await chat.panel.waitFor({ state: "hidden" });
  await write(amy, conversationId, lines(40, "First"));
  await page.getByRole("button", { name: /1 new message/ }).click();
  await expect.poll(() => placeOf(page, "First line 1 of")).toMatchObject({ top: 16 });
});

test("what grows below while one stands at the end is followed, though the browser tells of the scrolling first", async () => {
  const { chat, page, amy, conversationId } = await talk({ width: 390, height: 700 });
  await write(amy, conversationId, lines(30, "Long"));
  await chat.text("Long line 30").waitFor();
  const toEnd = chat.choice("Jump to the latest");
  await toEnd.click();
  await expect.poll(() => toEnd.count()).toBe(0);
  // As a part that is loaded late, in the moment between its growth and the browser's look at sizes.
  await page.evaluate(() => {
    const thread = document.querySelector("parley-chat")?.shadowRoot?.querySelector(".thread");
    thread?.querySelector("ol")?.append(Object.assign(document.createElement("li"), { style: "height: 200px" }));
    thread?.dispatchEvent(new Event("scroll"));
  });
  await expect
    .poll(() =>
      page.evaluate(() => {
        const thread = document.querySelector("parley-chat")?.shadowRoot?.querySelector(".thread");
        return thread && Math.round(thread.scrollHeight - thread.scrollTop - thread.clientHeight);
      }),
    )
    .toBeLessThan(2);
  await expect.poll(() => toEnd.count()).toBe(0);
});
