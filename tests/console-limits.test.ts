import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startSite } from "./identity/site.ts";

afterAll(closeBrowser);

test("[F1, X6] what files an inbox takes, and until when people may be written to, is set in the console", async () => {
  const site = await startSite();
  const { dialog } = site.engine.services;
  await dialog.putInbox({ id: "own", channel: "http", name: "Own", enabled: true, settings: {} });
  const { page, go } = await consoleOf(site, await member(site, "Ada", "admin"));
  await go("settings/inboxes/own");
  const settings = async (id: string) => (await dialog.inboxes({})).find((inbox) => inbox.id === id)?.settings;
  await page.getByLabel("Largest file, in MB").fill("5");
  await page.getByLabel("Films").uncheck();
  await page.getByLabel("May be written to").selectOption("own");
  await page.getByLabel("Hours after their last words").fill("24");
  await page.getByLabel("Messages at most").fill("3");
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).first().click();
  const kinds = ["image", "audio", "document"];
  await expect
    .poll(() => settings("own"))
    .toEqual({
      files: { bytes: 5 * 1_048_576, kinds },
      window: { hours: 24, messages: 3 },
    });
  // The page has what is stored by now: it begins with that.
  await expect.poll(() => page.getByRole("button", { name: "Save" }).first().isDisabled()).toBe(true);
  await page.getByLabel("May be written to").selectOption("usual");
  await page.getByLabel("Largest file, in MB").fill("");
  await page.getByLabel("Films").check();
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect.poll(() => settings("own")).toEqual({});
});
