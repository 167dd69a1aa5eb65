import { afterAll, expect, onTestFinished, test } from "vitest";
import { messenger } from "../examples/own-channel/channel.ts";
import { openMessenger } from "./channels/messenger-peer.ts";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";

afterAll(closeBrowser);

const poll = (read: () => unknown) => expect.poll(read);

test("[X3, X5] agents see where each message to another house stands, why it is not there, and send it again", async () => {
  const secret = "a secret of both houses";
  const house = await openMessenger(secret);
  onTestFinished(() => house.close());
  const running = await startEngine({ channels: [messenger({ secret, deliverTo: house.deliverTo })] });
  await house.tells(running.url, { message: { id: "1", from: { id: "xi" }, text: "I want to talk to a person" } });
  const { page, go } = await consoleOf(running, await member(running, "Vera"));
  await go("inbox");
  await page.locator(".row a").first().click();
  await page.getByRole("button", { name: "Claim" }).click();
  const reply = page.getByRole("textbox", { name: /^Reply to/ });
  const said = (text: string) => page.getByRole("article", { name: "Vera" }).filter({ hasText: text });
  const mark = (text: string) => said(text).locator(".delivery").innerText();
  const say = async (text: string) => {
    await reply.fill(text);
    await reply.press("Enter");
  };

  house.will("blocks");
  await say("one");
  await poll(() => mark("one")).toContain("Held back: the channel says “They wrote too long ago.”");
  await say("two");
  await poll(() => mark("two")).toBe("Sent");
  expect(await accessibilityProblems(page)).toEqual([]);

  await said("one").getByRole("button", { name: "Send again" }).click();
  await poll(() => mark("one")).toBe("Sent");
  await expect.poll(() => page.getByRole("log").evaluate((log) => log === document.activeElement)).toBe(true);
  const externalId = `their-${house.handed.at(-1)?.key}`;
  await house.tells(running.url, { receipt: { externalId, state: "read" } });
  await poll(() => mark("one")).toBe("Read");

  house.will("fails");
  await say("three");
  await poll(() => mark("three")).toMatch(/^(?:Waiting to be sent: the channel says|Sent)/);
  await page.reload();
  await poll(() => mark("one")).toBe("Read");
  await poll(() => mark("three")).toBe("Sent");
});
