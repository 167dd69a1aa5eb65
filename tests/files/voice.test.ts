import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { closeBrowser, person } from "../support/browser.ts";
import { chatWindow } from "../support/chat-window.ts";
import { serveEngine, shared } from "../support/engine.ts";
import { hostPage } from "../support/host-page.ts";

afterAll(closeBrowser);
const engine = shared(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parley-voice-"));
  return { ...(await serveEngine({ store: folder })), folder };
});

/** A visitor in front of the chat, who may have a microphone. */
async function visitor({ microphone = false, locale = "en" } = {}) {
  const running = await engine();
  const ann = await person({ locale, reducedMotion: "reduce" });
  const page = await ann.newPage();
  const address = await hostPage(running.url, { strict: true, files: true });
  if (!microphone) {
    await page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("No.", "NotAllowedError"));
    });
  }
  await page.goto(address);
  const chat = chatWindow(page);
  await chat.open();
  return { ann, page, ...chat };
}

test("[C7] [F5] a visitor records a voice message, sees how long it is, sends it, and plays it faster", async () => {
  const { ann, panel } = await visitor({ microphone: true });
  await panel.getByRole("button", { name: "Record a voice message" }).click();
  const time = panel.getByRole("timer");
  // A busy machine shows not every second.
  await expect.poll(() => time.textContent()).toMatch(/^0:(?:0[2-9]|[1-5]\d)$/);
  await panel.getByRole("button", { name: "Send voice message" }).click();
  const audio = panel.locator("audio[aria-label='voice.webm']");
  await audio.waitFor();
  const heard = panel.locator(".heard").last();
  await expect.poll(() => heard.locator("span").textContent()).toMatch(/^0:(?:0[1-9]|[1-5]\d)$/);
  const speed = () => audio.evaluate((one: HTMLAudioElement) => one.playbackRate);
  const names = [];
  for (const next of [1.5, 2, 1]) {
    await heard.getByRole("button").click();
    await expect.poll(speed).toBe(next);
    names.push(await heard.getByRole("button").textContent());
  }
  expect(names).toEqual(["1.5×", "2×", "1×"]);
  expect(ann.complaints).toEqual([]);
});

test("[C7] what is thrown away is sent nowhere, and one writes on where one was", async () => {
  const { panel, composer } = await visitor({ microphone: true });
  await panel.getByRole("button", { name: "Record a voice message" }).click();
  await panel.getByRole("button", { name: "Send voice message" }).waitFor();
  await panel.getByRole("button", { name: "Cancel recording" }).click();
  await expect
    .poll(() => composer.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))
    .toBe(true);
  await expect.poll(() => panel.locator(".message:not(.other)").count()).toBe(0);
});

test("who has not let the microphone be used is told what to do, and can go on writing", async () => {
  const { panel, composer } = await visitor();
  await panel.getByRole("button", { name: "Record a voice message" }).click();
  await panel.getByRole("alert").filter({ hasText: "The microphone is not allowed here." }).waitFor();
  await panel.getByRole("button", { name: "Cancel recording" }).press("Escape");
  await composer.fill("then in words");
  await expect.poll(() => panel.getByRole("button", { name: "Record a voice message" }).count()).toBe(0);
});

test("[C1] emoji are picked by keyboard, put where the caret is, and the last ones come first", async () => {
  const { page, panel, composer } = await visitor();
  await composer.fill("Thanks, bye");
  await composer.evaluate((one: HTMLTextAreaElement) => one.setSelectionRange(6, 6));
  await panel.getByRole("button", { name: "Emoji" }).click();
  const faces = panel.getByRole("group", { name: "Faces" });
  await faces.waitFor();
  const focused = () => composer.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement?.textContent);
  await expect.poll(focused).toBe("😀");
  for (const key of ["ArrowRight", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  await expect.poll(() => composer.inputValue()).toBe("Thanks😄, bye");
  await panel.getByRole("group", { name: "Gestures" }).getByRole("button", { name: "👍" }).click();
  await expect.poll(() => composer.inputValue()).toBe("Thanks😄👍, bye");
  await page.keyboard.press("Escape");
  await expect.poll(() => faces.count()).toBe(0);
  await expect
    .poll(() => composer.evaluate((one) => (one.getRootNode() as ShadowRoot).activeElement === one))
    .toBe(true);
  await panel.getByRole("button", { name: "Emoji" }).click();
  await expect
    .poll(() => panel.getByRole("group", { name: "Recent" }).getByRole("button").allTextContents())
    .toEqual(["👍", "😄"]);
  await composer.click();
  await expect.poll(() => faces.count()).toBe(0);
});
