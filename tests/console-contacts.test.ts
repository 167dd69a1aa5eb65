import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { accessibilityProblems } from "./support/axe.ts";
import { member } from "./support/agent.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";
import { visitor } from "./support/visitor.ts";

afterAll(closeBrowser);

const poll = (read: () => unknown) => expect.poll(read);

/** Sue at her console, and two who have written: Ada, whom the site has proven, and Ade, who only says so. */
async function desk(options = {}) {
  const running = await startEngine();
  const { users } = running.engine.services;
  const [ada, ade] = [await visitor(running.url), await visitor(running.url)];
  for (const [one, name, text] of [
    [ada, "Ada Lovelace", "Where is my order?"],
    [ade, "Ade L.", "I want to talk to a human"],
  ] as const) {
    await one.ask("identify", { name, email: `${name.slice(0, 3).toLowerCase()}@example.com` });
    await one.answerTo(await one.send(text));
  }
  await users.verifyVisitor({ visitorId: ada.welcome.visitorId, userId: "7" });
  const { page, go } = await consoleOf(running, await member(running, "Sue", "supervisor"), options);
  return { running, ada, ade, page, go };
}
const names = (page: Page) => page.locator("tbody a").allInnerTexts();

test("[K2] contacts are searched, narrowed and kept as segments; who they are is written down", async () => {
  const { page, go } = await desk();
  await go("contacts");
  await poll(() => names(page)).toEqual(["Ade L.", "Ada Lovelace"]);
  await page.getByRole("searchbox", { name: "Search names" }).fill("lovelace");
  await poll(() => names(page)).toEqual(["Ada Lovelace"]);
  await page.getByRole("button", { name: "Clear filters" }).click();
  await page.getByLabel("Filters", { exact: true }).and(page.locator("select")).selectOption("false");
  await poll(() => names(page)).toEqual(["Ade L."]);

  await page.getByRole("button", { name: "Save as segment" }).click();
  await page.getByLabel("Name of the segment").fill("To check");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("button", { name: "Everybody" }).click();
  await poll(async () => (await names(page)).length).toBe(2);
  await page.getByRole("button", { name: "To check" }).click();
  await poll(() => names(page)).toEqual(["Ade L."]);
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole("link", { name: "Ade L." }).click();
  await page.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Phone").fill("0123");
  await page.getByLabel("Tags").fill("vip，新客户");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("新客户").waitFor();
  await page.getByRole("textbox", { name: "Add note" }).fill("Calls on Mondays.");
  await page.getByRole("button", { name: "Add note" }).click();
  await page.getByText("Calls on Mondays.").and(page.locator("li p")).waitFor();
  await page.reload();
  await page.getByText("Calls on Mondays.").waitFor();
  await expect.poll(() => page.getByText("0123").count()).toBe(1);
});

test("[K3, K5] from a conversation to the contact and back; joined by hand after a warning, and undone in a step", async () => {
  const { ada, page, go } = await desk();
  await go(`inbox/${ada.welcome.conversation.id}`);
  const contact = page.getByRole("link", { name: /^Contact:/ });
  const details = page.getByRole("button", { name: "Visitor details" }).first();
  if ((await contact.count()) === 0) await details.click();
  await contact.click();
  await page.getByRole("heading", { level: 1, name: "Ada Lovelace" }).waitFor();
  await page.getByText("The site has proven who this is.").waitFor();
  const timeline = page.getByRole("region", { name: "Conversations" });
  await timeline.getByText("Where is my order?").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);

  await page.getByRole("button", { name: "Merge" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Choose Ade L." }).click();
  const merge = dialog.getByRole("button", { name: "Merge", exact: true });
  await expect.poll(() => merge.isDisabled()).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await dialog.getByRole("checkbox").check();
  await merge.click();
  await page.getByText("partly verified").waitFor();
  await timeline.getByText("I want to talk to a human").waitFor();
  await page.locator(".toast").getByRole("button", { name: "Undo" }).click();
  await poll(() => page.getByText("partly verified").count()).toBe(0);
  await poll(() => timeline.getByText("I want to talk to a human").count()).toBe(0);

  await page.getByRole("link", { name: "Back to the conversation" }).click();
  await page.getByRole("button", { name: "Claim" }).waitFor();
});

test("[K8] a file is looked at before it is brought in; the list is had as a file", async () => {
  const running = await startEngine();
  const { page, go } = await consoleOf(running, await member(running, "Ava", "admin"));
  await go("contacts");
  await page.getByRole("button", { name: "Import" }).click();
  const buffer = Buffer.from("name,email\n李雷,lilei@example.com\nNobody,no address\n");
  await page.getByLabel("CSV file").setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer });
  await page.getByText("1 new, 0 changed, 0 unchanged, 1 refused.").waitFor();
  await page.getByText(/^Line 3: /).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await expect.poll(() => names(page)).toEqual([]);
  await page.getByRole("button", { name: "Import 1 contact" }).click();
  await poll(() => names(page)).toEqual(["李雷"]);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export CSV" }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
});
