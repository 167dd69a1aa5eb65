import type { Locator, Page } from "playwright-core";

/** Stops that are made at most on the way to something. */
const STOPS = 120;

/** A page without a mouse: what is wanted is walked to, and each stop on the way must be seen to have the focus (WCAG 2.2, 2.4.7 and 2.4.11). */
export function keysOf(page: Page) {
  const unseen: string[] = [];
  const press = (key: string) => page.keyboard.press(key);

  /** Walks to it by Tab, or backwards by Shift+Tab. */
  async function walk(target: Locator, key = "Tab"): Promise<void> {
    await target.waitFor();
    for (let stop = 0; stop < STOPS; stop += 1) {
      if (await focused(target)) return;
      await press(key);
      const wrong = (await page.evaluate(ringless)) ?? (await page.evaluate(outOfSight));
      if (wrong) unseen.push(wrong);
    }
    throw new Error(`It is not reached by ${key}: ${String(target)}; the focus is on ${await page.evaluate(where)}.`);
  }

  return {
    press,
    walk,
    /** Stops at which nobody could see where they are. */
    unseen,
    type: (words: string) => page.keyboard.type(words),
    /** Walks to it and does what a click would. */
    async use(target: Locator, key = "Enter"): Promise<void> {
      await walk(target);
      await press(key);
    },
  };
}

async function focused(target: Locator): Promise<boolean> {
  const found = await target.elementHandles();
  const are = await Promise.all(found.map((one) => one.evaluate((element) => element === document.activeElement)));
  return are.includes(true);
}

const where = (): string => document.activeElement?.outerHTML.slice(0, 120) ?? "nothing";

/** What has the focus without a ring around it. */
async function ringless(): Promise<string | undefined> {
  // With every change of a style goes a transition, however short.
  for (let frames = 0; frames < 3; frames += 1) await new Promise((next) => requestAnimationFrame(next));
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const around = [element, element.parentElement, element.closest("label"), element.nextElementSibling];
  const rings = around.some((one) => {
    const { outlineStyle = "none", outlineWidth = "0", boxShadow = "none" } = one ? getComputedStyle(one) : {};
    return (outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  });
  return rings ? undefined : `no ring: ${element.outerHTML.slice(0, 160)}`;
}

/** What has the focus and is nowhere on the screen; of what is larger than that a part is enough. */
function outOfSight(): string | undefined {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const { left, right, top, bottom, width, height } = element.getBoundingClientRect();
  const seen = width > 0 && height > 0 && left < innerWidth && right > 0 && top < innerHeight && bottom > 0;
  return seen ? undefined : `out of sight: ${element.outerHTML.slice(0, 160)}`;
}
