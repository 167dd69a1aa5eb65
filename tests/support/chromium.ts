import { existsSync } from "node:fs";
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

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

/** An installed Chrome or Chromium, or the one that npm brought along. */
export async function launchChromium(): Promise<Browser> {
  const installed = process.env["CHROME_PATH"] ?? INSTALLED.find((path) => existsSync(path));
  const executablePath = installed ?? (await chromium.executablePath());
  return await playwright.launch({ executablePath, args: ARGS, timeout: 120_000 });
}
