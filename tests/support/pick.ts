import type { Locator } from "playwright-core";
import { expect } from "vitest";

/**
 * Chooses one of several, and waits until it is chosen. By its key: what is drawn of it is a label, which may move away under a mouse while
 * the page is still being filled.
 */
export async function pick(radio: Locator): Promise<void> {
  await expect.poll(() => radio.isEnabled()).toBe(true);
  await radio.press("Space");
  await expect.poll(() => radio.isChecked()).toBe(true);
}
