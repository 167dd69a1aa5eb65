import type { Frame, Page } from "playwright-core";
import { expect } from "vitest";

/** The widget on a page, found by its own element: the page may have dialogs and buttons of its own. */
export function chatOn(page: Page | Frame) {
  const host = page.locator("parley-chat");
  const launcher = host.locator(".launcher");
  const panel = host.getByRole("dialog");
  const composer = panel.getByRole("textbox");
  return {
    host,
    launcher,
    panel,
    composer,
    async open(): Promise<void> {
      if (!(await panel.isVisible())) await launcher.click();
      await composer.waitFor();
    },
    async ask(): Promise<void> {
      await composer.fill("Where is my order?");
      await composer.press("Enter");
      await panel.getByText("Track your order").last().waitFor();
    },
  };
}

/** Where everything of the page itself is. */
export async function layout(page: Page): Promise<unknown> {
  return await page.evaluate(() =>
    [...document.querySelectorAll("body, body *:not(parley-chat, script)")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return `${element.localName} ${x} ${y} ${width} ${height}`;
    }),
  );
}

/** The launcher is in its corner, and what is pressed there is the launcher. */
export async function expectInCorner(page: Page, side: "left" | "right" = "right"): Promise<void> {
  const { launcher } = chatOn(page);
  await launcher.waitFor();
  const corner = () =>
    launcher.evaluate((button, side) => {
      const { x, y, left, right, bottom, width, height } = button.getBoundingClientRect();
      const on = document.elementFromPoint(x + width / 2, y + height / 2);
      const beside = side === "left" ? left : innerWidth - right;
      return { beside, below: innerHeight - bottom, width, height, on: on?.localName };
    }, side);
  await expect.poll(corner).toEqual({ beside: 20, below: 20, width: 58, height: 58, on: "parley-chat" });
}
