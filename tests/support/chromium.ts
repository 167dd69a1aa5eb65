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

/** For vitest: the Chromium of the npm package is unpacked before the first test starts. Two that do so at once would start half of it. */
export async function setup(): Promise<void> {
  await whereChromiumIs();
}

const whereChromiumIs = async (): Promise<string> =>
  process.env["CHROME_PATH"] ?? INSTALLED.find((path) => existsSync(path)) ?? (await chromium.executablePath());

/** An installed Chrome or Chromium, or the one that npm brought along. */
export async function launchChromium(): Promise<Browser> {
  return await playwright.launch({ executablePath: await whereChromiumIs(), args: ARGS, timeout: 120_000 });
}
