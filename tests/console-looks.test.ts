import { afterAll, expect, test } from "vitest";
import { member } from "./support/agent.ts";
import { accessibilityProblems } from "./support/axe.ts";
import { closeBrowser } from "./support/browser.ts";
import { consoleOf } from "./support/console.ts";
import { startEngine } from "./support/engine.ts";

afterAll(closeBrowser);

test("[V10, L10] a logo, the button's sign and its place are seen beside an inbox's settings before they are saved; a language is served with its own words", async () => {
  const running = await startEngine();
  const { dialog } = running.engine.services;
  const { page, go } = await consoleOf(running, await member(running, "Ada", "admin"), {
    viewport: { width: 1400, height: 900 },
  });
  await go("settings/workspace");
  await page.getByLabel("Languages").fill("de, en");
  await page.getByRole("switch", { name: "Speak no others" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved. It holds at once.").waitFor();
  expect((await dialog.settings({})).workspace.value).toMatchObject({ languages: ["de", "en"], onlyLanguages: true });

  await go("settings/inboxes/web");
  const preview = page.frameLocator("iframe");
  // What opens beside the form takes no focus from it.
  await page.getByLabel("Pixels from below").focus();
  await preview.getByRole("dialog").waitFor();
  await page.keyboard.type("48");
  await expect.poll(() => page.getByLabel("Pixels from below").inputValue()).toBe("48");
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="red"/></svg>';
  const logo = page.locator("input[type=file]");
  await logo.setInputFiles({ name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") });
  await page.getByText("This file cannot be read as a picture.").waitFor();
  await logo.setInputFiles({ name: "logo.svg", mimeType: "image/svg+xml", buffer: Buffer.from(picture) });
  await page.getByLabel("Sign on the button").selectOption("Logo");
  const launcher = preview.locator(".launcher");
  const place = () =>
    launcher.evaluate((button) => [
      getComputedStyle(button).bottom,
      getComputedStyle(button, "::before").backgroundImage.slice(0, 19),
    ]);
  await preview.getByRole("button", { name: "Close" }).first().click();
  await expect.poll(place).toEqual(["48px", 'url("data:image/png']);
  await page.getByLabel("Language", { exact: true }).first().selectOption("German");
  await page.getByLabel("Greeting").fill("Willkommen!");
  await launcher.click();
  await preview.getByText("Willkommen!").waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Save" }).click();
  const saved = async () => (await dialog.inboxDetails({}))[0]?.settings;
  await expect.poll(saved).toMatchObject({
    greeting: { de: "Willkommen!" },
    launcher: { icon: "logo", offset: { bottom: 48 } },
    logo: expect.stringMatching(/^data:image\/png;base64,/),
  });
});
