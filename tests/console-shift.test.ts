import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { agent, member } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { holdTimers } from "./support/held-timers.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

/** Milliseconds in which an agent can think better of it. */
const UNDO_WITHIN = 5000;

/** Amy at her console, with Ann on screen, who waits for a person, and Bea, who waits too. */
async function shift(name = "Amy", options = {}) {
  const running = await startEngine();
  const api = await member(running, name);
  const ann = await visitor(running.url);
  const bea = await visitor(running.url);
  for (const one of [ann, bea]) {
    await one.send("I want to talk to a human");
    await one.sees("queued");
  }
  const { page, go, context } = await consoleOf(running, api, options);
  const { letGo } = await holdTimers(page, UNDO_WITHIN);
  await go(`inbox/${ann.welcome.conversation.id}`);
  const claim = page.getByRole("button", { name: "Claim" });
  await claim.waitFor();
  const reply = page.getByRole("textbox", { name: /^Reply to/ });
  return { running, api, ann, bea, page, go, context, claim, reply, letGo };
}

const SENTENCES = [
  "but first, may I have your order number?",
  "quick question about your order",
  "Hello, how can I help?",
  "Be right with you…",
  "just a moment / ich schaue nach",
  "ein Café? 7 * 6 = 42",
];
const KEYS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`~!@#$%^&*()-_=+[]{}\\|;:'\",.<>/?";

test("what is typed right after a claim is the reply, from the first letter on", async () => {
  const { ann, bea, page, claim, reply } = await shift();
  await claim.click();
  for (const sentence of SENTENCES) {
    await page.keyboard.type(sentence);
    await expect.poll(() => reply.inputValue()).toBe(sentence);
    await page.keyboard.press("Enter");
    await expect.poll(() => ann.messages().at(-1)).toMatchObject({ content: { text: sentence } });
  }
  expect(ann.events.filter(({ type }) => type === "hidden" || type === "released")).toEqual([]);
  expect(bea.events.map(({ type }) => type)).not.toContain("claimed");
});

test("with a conversation of mine open, letters find the reply box wherever the focus was lost", async () => {
  const { ann, page, claim, reply } = await shift();
  await page.keyboard.press("Alt+c");
  await ann.sees("claimed");
  await expect.poll(() => reply.evaluate((box) => box === document.activeElement)).toBe(true);
  const ways: Record<string, () => Promise<unknown>> = {
    "a click on the thread": () => page.locator(".thread").click({ position: { x: 5, y: 5 } }),
    Escape: () => reply.press("Escape"),
    "nothing at all": () => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur()),
    "a row of the list": () => page.locator(".row.open a").focus(),
    "the switch between reply and note": () => page.getByRole("radio", { name: "Reply" }).focus(),
    "a section's link": () => page.getByRole("link", { name: "Inbox" }).focus(),
    "the hand-over": () => page.locator(".handover summary").focus(),
  };
  for (const [way, lose] of Object.entries(ways)) {
    await reply.fill("");
    await lose();
    await page.keyboard.type(KEYS);
    await expect.poll(() => reply.inputValue(), { message: way }).toBe(KEYS);
  }
  await expect.poll(() => claim.count()).toBe(0);
  expect(ann.events.filter(({ type }) => type === "hidden" || type === "released" || type === "closed")).toEqual([]);
});

test("no single key does anything that a visitor would notice", async () => {
  const { ann, bea, page } = await shift();
  const before = [ann.events.length, bea.events.length];
  for (const key of [...KEYS.split(""), "Enter", "Space", "Delete", "Backspace", "Escape", "F2"]) {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press(key === "g" ? "Escape" : key);
  }
  await page.keyboard.press("Escape");
  // The engine answers in order: what the keys had caused would be in the log by now.
  await ann.ask("sync", { after: 0 });
  await bea.ask("sync", { after: 0 });
  expect([ann.events.length, bea.events.length]).toEqual(before);
});

test("Enter that ends a composition of Chinese is no Enter: nothing is sent before the words are whole", async () => {
  const { ann, page, claim, reply, context } = await shift();
  await claim.click();
  await ann.sees("claimed");
  const cdp = await context.newCDPSession(page);
  await reply.focus();
  await cdp.send("Input.imeSetComposition", { text: "nihao", selectionStart: 5, selectionEnd: 5 });
  for (const key of ["Enter", "Escape", "b"]) {
    await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, windowsVirtualKeyCode: 229 });
    await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", key, windowsVirtualKeyCode: 229 });
  }
  await cdp.send("Input.insertText", { text: "你好" });
  await expect.poll(() => reply.inputValue()).toBe("你好");
  await expect.poll(() => reply.evaluate((box) => box === document.activeElement)).toBe(true);
  await reply.press("Enter");
  await expect.poll(() => ann.messages().at(-1)).toMatchObject({ content: { text: "你好" } });
  expect(ann.messages().filter(({ author }) => author.kind === "agent")).toHaveLength(1);
});

test.each([
  ["Hand to bot", "Alt+b", "released"],
  ["To queue", "Alt+q", "released"],
  ["Close", "Alt+e", "closed"],
] as const)("“%s” can be taken back for some seconds; then it is done (%s)", async (name, keys, type) => {
  const { ann, page, claim, reply, letGo } = await shift();
  await claim.click();
  await ann.sees("claimed");
  const undo = page.getByRole("button", { name: "Undo" });

  await page.getByRole("button", { name, exact: true }).click();
  await page.keyboard.type("oops");
  await undo.click();
  await page.keyboard.type("still here");
  await page.keyboard.press("Enter");
  await expect.poll(() => ann.messages().at(-1)).toMatchObject({ content: { text: "still here" } });

  await page.keyboard.press(keys);
  await undo.waitFor();
  await page.keyboard.press("Alt+z");
  await undo.waitFor({ state: "detached" });
  await reply.waitFor();
  expect(ann.events.map((event) => event.type)).not.toContain(type);

  await page.keyboard.press(keys);
  await undo.waitFor();
  await letGo();
  await ann.sees(type);
  await undo.waitFor({ state: "detached" });
});

test("a transfer can be taken back as well, also from another page", async () => {
  const { running, ann, page, claim, go } = await shift();
  await agent(running, "Ben");
  await claim.click();
  await ann.sees("claimed");
  await page.getByRole("button", { name: "Transfer" }).click();
  await page.getByRole("button", { name: /Ben/ }).click();
  await go("knowledge/intents");
  await page.getByText(/goes to Ben/).waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await go(`inbox/${ann.welcome.conversation.id}`);
  await page.getByRole("textbox", { name: /^Reply to/ }).waitFor();
  expect(ann.events.filter(({ type }) => type === "claimed")).toHaveLength(1);
});

test("a visitor who writes while the conversation is being closed keeps their agent", async () => {
  const { ann, page, claim, reply } = await shift();
  await claim.click();
  await ann.sees("claimed");
  await page.getByRole("button", { name: "Close", exact: true }).click();
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await ann.send("one more thing");
  await page.getByText("wrote again: the conversation stays with you").waitFor();
  await reply.waitFor();
  expect(ann.events.map(({ type }) => type)).not.toContain("closed");
});

test("what can be done with a conversation is written in full at any width", async () => {
  const { page, claim } = await shift();
  await claim.click();
  await page.getByRole("button", { name: "Close", exact: true }).waitFor();
  for (const width of [1600, 1280, 1100, 1000, 900, 800, 700, 520, 390, 340]) {
    await page.setViewportSize({ width, height: 800 });
    // The page is laid out anew a moment after.
    await expect.poll(() => cutOff(page), { message: `at ${width}` }).toEqual([]);
  }
});

/** Words of the head's buttons that are hidden, cut off, or outside of it. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const head = document.querySelector(".conversation-head")?.getBoundingClientRect();
    return [...document.querySelectorAll<HTMLElement>(".conversation-head .actions button")].flatMap((button) => {
      const words = button.querySelector("span") ?? button;
      const { width, right } = words.getBoundingClientRect();
      const whole = width > 20 && words.scrollWidth <= words.clientWidth + 1 && right <= (head?.right ?? 0);
      return whole && button.scrollWidth <= button.clientWidth + 1 ? [] : [button.textContent];
    });
  });
}
