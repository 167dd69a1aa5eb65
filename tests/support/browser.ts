import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as playwright,
  type Page,
} from "playwright-core";
import { onTestFinished } from "vitest";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Nothing the browser would like to fetch for itself. Not the arguments that the package of the npm Chromium suggests: with one
 * process for everything a closed page ends the browser, and without web security half of the tests would prove nothing.
 */
const ARGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  // A microphone that beeps, and that everybody may use: without a window nobody can be asked.
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
];

let running: Promise<Browser> | undefined;

/** An installed Chrome or Chromium, or the one that npm brought along. One for all tests of a file. */
function browser(): Promise<Browser> {
  running ??= launch();
  return running;
}

async function launch(): Promise<Browser> {
  const installed = process.env["CHROME_PATH"] ?? INSTALLED.find((path) => existsSync(path));
  const executablePath = installed ?? (await chromium.executablePath());
  return await playwright.launch({ executablePath, args: ARGS, timeout: 120_000 });
}

/** Ends the browser. To be called after all tests of a file. */
export async function closeBrowser(): Promise<void> {
  const closing = running;
  running = undefined;
  await (await closing)?.close();
}

/** A browser profile of its own: another person. What its pages complain about fails the test that asked for it. */
export async function person(options: BrowserContextOptions = {}): Promise<BrowserContext & { complaints: string[] }> {
  const context = await (await browser()).newContext({ viewport: { width: 1280, height: 800 }, ...options });
  // The first picture that an engine looks at took more than a minute on a machine with twenty other things to do.
  context.setDefaultTimeout(120_000);
  const complaints: string[] = [];
  const listen = (page: Page) => {
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
  };
  context.on("page", listen);
  onTestFinished(() => context.close());
  return Object.assign(context, { complaints });
}
