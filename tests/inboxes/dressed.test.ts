import { expect, test } from "vitest";
import { closeBrowser, person } from "../support/browser.ts";
import { hostPage } from "../support/host-page.ts";
import { startAsking } from "../asks/asking.ts";

/** A red square of 8 pixels. */
const LOGO =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAIAAABLbSncAAAAFElEQVR4nGM8IaLBgA0wYRUdtBIA0MABFLY2KMkAAAAASUVORK5CYII=";

test("an inbox's logo is in the panel's head and on the launcher, which stands where it is told; others look as ever", async () => {
  const served = await startAsking();
  try {
    const launcher = { icon: "logo", offset: { side: 40, bottom: 100 }, side: "left" } as const;
    const { id } = await served.inboxThat({}, { logo: LOGO, launcher });
    for (const [inbox, dressed] of [
      [id, true],
      ["web", false],
    ] as const) {
      const page = await (await person()).newPage();
      await page.goto(await hostPage(served.url, { data: { inbox } }));
      const button = page.locator("parley-chat button.launcher");
      const sign = () => button.evaluate((it) => getComputedStyle(it, "::before").backgroundImage);
      await expect.poll(sign).toMatch(dressed ? /\/i\/[\w-]+\/logo\?/ : /^none$/);
      const { x, y, height } = (await button.boundingBox()) ?? { x: 0, y: 0, height: 0 };
      const below = (page.viewportSize()?.height ?? 0) - y - height;
      expect(dressed ? [x, below] : [below]).toEqual(dressed ? [40, 100] : [20]);
      await button.click();
      const avatar = page.locator("parley-chat .head [class~=avatar]");
      await avatar.waitFor();
      await expect
        .poll(() => avatar.evaluate((it) => getComputedStyle(it).backgroundImage))
        .toMatch(dressed ? /logo\?/ : /^none$/);
      await expect.poll(() => avatar.locator(".icon").isVisible()).toBe(!dressed);
    }
  } finally {
    await closeBrowser();
    await served.stop();
  }
});
