import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launchChromium } from "./chromium.ts";

let running: Promise<Browser> | undefined;

/** One for all tests of a file. */
function browser(): Promise<Browser> {
  running ??= launchChromium();
  return running;
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
