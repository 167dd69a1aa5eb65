import { type BrowserContextOptions, type Page } from "playwright-core";
import { person } from "./browser.ts";
import type { RunningEngine } from "./engine.ts";

export const PASSWORD = "correct horse battery";

/** The console on a page of its own, with the owner signed in through the one-time link. */
export async function ownersConsole(running: RunningEngine, options: BrowserContextOptions = {}) {
  const olivia = await person({ locale: "en", reducedMotion: "reduce", ...options });
  const page: Page = await olivia.newPage();
  const { token } = await running.engine.services.users.ownerSetup({});
  await page.goto(`${running.url}/console/#/setup?token=${token}`);
  await page.getByLabel("Name").fill("Olivia Owner");
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("heading", { name: "Inbox" }).or(page.getByRole("navigation").first()).first().waitFor();
  return { olivia, page };
}
