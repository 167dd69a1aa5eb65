import { rm } from "node:fs/promises";
import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { findMongo } from "../packages/engine/src/store/mongo-server.ts";
import { move } from "../packages/engine/src/upkeep/move.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { ownersConsole } from "./support/console.ts";
import { signUntil } from "./support/signs.ts";
import { type RunningEngine, startEngine, trainedCopy } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";

const mongo = await findMongo();
afterAll(async () => {
  await closeBrowser();
  await mongo?.stop();
});

/** An engine on a MongoDB that holds what the embedded store of the other tests holds. */
async function startOnMongo(): Promise<RunningEngine> {
  const [folder, store] = [await trainedCopy(), mongo?.another() ?? ""];
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await move({ from: folder, to: store, say: () => {} });
  return await startEngine({ store });
}

describe.each([
  ["the embedded store", () => startEngine(), true],
  ["MongoDB", startOnMongo, mongo !== undefined],
] as const)("the whole path on %s, in two browsers", (_name, start, available) => {
  test.skipIf(!available)("ask, be asked back, be handed over, talk, reload, end, rate", async () => {
    const running = await start();
    const { olivia, page: desk } = await ownersConsole(running);
    const ann = await person({ locale: "en", reducedMotion: "reduce" });
    const page = await ann.newPage();
    await page.goto(await hostPage(running.url));
    const chat = chatWindow(page);

    await chat.open();
    await chat.say("Where is my order?");
    await chat.text("Track your order").waitFor();
    await chat.say("order");
    const choices = chat.panel.locator(".choices").last().getByRole("button");
    await expect.poll(() => choices.count()).toBeGreaterThanOrEqual(3);
    const picked = (await choices.first().textContent()) ?? "";
    await choices.first().click();
    await chat.text(picked).waitFor();
    await chat.say("what is the capital of mongolia");
    await chat.choice("Talk to a person").click();
    await chat.text(/You are next/).waitFor();

    await desk.getByRole("link", { name: /Talk to a person/ }).click();
    await desk.getByText("what is the capital of mongolia").first().waitFor();
    await desk.getByRole("button", { name: "Claim" }).first().click();
    await chat.text("Olivia Owner joined").waitFor();
    const composer = desk.getByRole("textbox", { name: /reply|message/i }).last();
    await composer.pressSequentially("Good ");
    await signUntil(
      (patience) => chat.text("Olivia Owner is typing").waitFor(patience),
      () => composer.pressSequentially("m"),
    );
    await composer.fill("Good morning");
    await composer.press("Enter");
    await chat.text("Good morning").waitFor();

    await chat.say("And a good morning to you");
    await page.reload();
    // The window is open again by itself: the conversation goes on from page to page.
    await chat.composer.waitFor();
    await chat.text("Good morning").waitFor();
    await desk.getByText("And a good morning to you").last().waitFor();
    await expect.poll(() => chat.panel.getByText("And a good morning to you").count()).toBe(1);

    await desk.getByRole("button", { name: "Close", exact: true }).click();
    await chat.panel.getByRole("radio", { name: "Very good" }).check({ force: true });
    await chat.choice("Send rating").click();
    await desk
      .getByText(/rated|5 of 5|5 out of 5/i)
      .last()
      .waitFor();
    expect(ann.complaints).toEqual([]);
    // Before she signed in the console asked who she is, and was told nobody.
    expect(olivia.complaints.filter((complaint) => !complaint.includes("401"))).toEqual([]);
  });
});
