import { type BrowserContextOptions, type Page } from "playwright-core";
import type { Api } from "./agent.ts";
import { person } from "./browser.ts";
import type { RunningEngine } from "./engine.ts";

export const PASSWORD = "correct horse battery";

/** The console on a page of its own, with the owner signed in through the one-time link, in front of the guide. */
export async function newOwner(running: RunningEngine, options: BrowserContextOptions = {}) {
  const olivia = await person({ locale: "en", reducedMotion: "reduce", ...options });
  const page: Page = await olivia.newPage();
  const { token } = await running.engine.services.users.ownerSetup({});
  await page.goto(`${running.url}/console/#/setup?token=${token}`);
  await page.getByLabel("Name").fill("Olivia Owner");
  await page.getByLabel("E-mail").fill("owner@example.com");
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("Password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Start" }).click();
  await page.getByRole("heading", { name: "Getting started" }).waitFor();
  return { olivia, page };
}

/** The owner in front of the inbox. */
export async function ownersConsole(running: RunningEngine, options: BrowserContextOptions = {}) {
  const { olivia, page } = await newOwner(running, options);
  await page.getByRole("link", { name: "Inbox" }).click();
  await page.getByRole("heading", { name: "Conversations", level: 1 }).waitFor({ state: "attached" });
  return { olivia, page };
}

/** The console on a page of its own, with whoever `api` has signed in. */
export async function consoleOf(running: RunningEngine, { jar }: Api, options: BrowserContextOptions = {}) {
  const context = await person({ locale: "en", reducedMotion: "reduce", ...options });
  const [name = "", value = ""] = jar.cookie.split("=");
  await context.addCookies([{ name, value, url: running.url }]);
  const page: Page = await context.newPage();
  const go = async (path: string) => {
    await page.goto(`${running.url}/console/#/${path}`);
    await page.getByRole("heading", { level: 1 }).first().waitFor({ state: "attached" });
  };
  return { context, page, go };
}
