import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser, person } from "./support/browser.ts";
import { chatWindow } from "./support/chat-window.ts";
import { consoleOf, newOwner } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { hostPage } from "./support/host-page.ts";

afterAll(closeBrowser);

const FAQ = `question,similar questions,answer
Do you rent canoes?,Can I hire a canoe? | How much is a canoe for a day?,A canoe is 40 euros a day.
Where is the boathouse?,How do I find the boathouse? | What is your address?,At the end of Lake Road.
`;

test("the guide leads a new owner from the link to a chat on a page of theirs, and is the same for all admins", async () => {
  const running = await startEngine();
  const { page } = await newOwner(running);
  await page.getByText("Not seen yet").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  const tag = await page.getByLabel("For your pages").inputValue();

  // The engine's own demo shop is no site of theirs.
  const visitor = await (await person({ locale: "en" })).newPage();
  const { open, panel, say } = chatWindow(visitor);
  await visitor.goto(`${running.url}/`);
  await open();
  await panel.getByRole("textbox").waitFor();
  expect((await running.engine.services.dialog.inboxDetails({}))[0]?.seen).toBeUndefined();
  const site = await hostPage(running.url, { tag });
  await visitor.goto(`${site}canoes?from=mail`);
  await open();
  await page.getByText(`Seen on ${new URL(site).origin},`).waitFor();

  await page.locator("input[type=file]").setInputFiles({
    name: "faq.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(FAQ),
  });
  const { nlu } = running.engine.services;
  const { version: before } = await nlu.status({});
  await page.getByRole("button", { name: "Import 2 entries" }).click();
  await page.getByText("The demo shop's knowledge is out.").waitFor();
  // The first model answers, seconds after it was asked for; the whole one need not be waited for, and may be there.
  await expect.poll(async () => (await nlu.status({})).version, { timeout: 150_000 }).toBeGreaterThan(before);
  await say("How much is a canoe for a day?");
  await panel.getByText("A canoe is 40 euros a day.").waitFor();

  await page.getByRole("button", { name: "Leave for later" }).click();
  await page.getByText("Later", { exact: true }).waitFor();
  const guide = page.getByRole("link", { name: "Getting started" });
  await page.getByRole("button", { name: "Put the guide away" }).click();
  await guide.waitFor({ state: "detached" });

  const ada = await consoleOf(running, await member(running, "Ada", "admin"));
  await ada.go("settings");
  await ada.page.getByRole("link", { name: "Getting started" }).click();
  await ada.page.getByRole("heading", { name: "Getting started" }).waitFor();
  await ada.page.getByText("All set.").waitFor();
  // She is there: it is a team of two.
  await expect.poll(() => ada.page.getByText("Done", { exact: true }).count()).toBe(4);
});
