import type { Page } from "playwright-core";

/** How well words can be read: the lowest contrast (WCAG 2.2) of those that are seen in the widget, and whose it is. */
export interface Legibility {
  worst: number;
  whose: string;
  /** Words whose background could not be found: the page's runs through. */
  through: string[];
  texts: number;
}

/** Measures all words in the widget's shadow root as the browser computes their colours. */
export async function legibility(page: Page): Promise<Legibility> {
  return await page.evaluate(() => {
    type Colour = [number, number, number, number];
    const parse = (text: string): Colour => {
      const parts = (text.match(/[\d.]+/g) ?? []).map(Number);
      const scale = text.startsWith("color(") ? 255 : 1;
      return [(parts[0] ?? 0) * scale, (parts[1] ?? 0) * scale, (parts[2] ?? 0) * scale, parts[3] ?? 1];
    };
    const luminance = ([red, green, blue]: Colour) => {
      const linear = [red, green, blue].map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
    };
    const behind = (from: Element | null): Colour | undefined => {
      for (let at = from; at; at = at.parentElement) {
        const colour = parse(getComputedStyle(at).backgroundColor);
        if (colour[3] === 1) return colour;
      }
      return undefined;
    };
    const roots = [...document.querySelectorAll("*")].flatMap((host) => host.shadowRoot ?? []);
    const wordsOf = (element: Element) => {
      const own = [...element.childNodes]
        .filter(({ nodeType }) => nodeType === 3)
        .map(({ textContent }) => textContent);
      return own.join("").trim() || (element instanceof HTMLTextAreaElement ? element.placeholder : "");
    };
    const isSeen = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width > 1 && height > 1 && !(element as Partial<HTMLButtonElement>).disabled;
    };
    const contrastOf = (element: Element) => {
      const back = behind(element);
      if (!back) return undefined;
      const [a, b] = [luminance(parse(getComputedStyle(element).color)), luminance(back)];
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const texts = roots
      .flatMap((root) => [...root.querySelectorAll(".panel *")])
      .filter((element) => isSeen(element) && wordsOf(element))
      .map((element) => ({ text: wordsOf(element), contrast: contrastOf(element) }));
    const worst = [...texts].sort((a, b) => (a.contrast ?? 99) - (b.contrast ?? 99))[0];
    return {
      worst: worst?.contrast ?? 0,
      whose: worst?.text ?? "",
      through: texts.filter(({ contrast }) => contrast === undefined).map(({ text }) => text),
      texts: texts.length,
    };
  });
}

/** The colours in the middle and at the edge of what is at `selector`, as they are on the screen. */
export async function pixelsOf(page: Page, clip: { x: number; y: number; width: number; height: number }) {
  const picture = (await page.screenshot({ clip })).toString("base64");
  return await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const at = (x: number, y: number) =>
      [...(context?.getImageData(Math.round(x * image.width), Math.round(y * image.height), 1, 1).data ?? [])].slice(
        0,
        3,
      );
    return { middle: at(0.5, 0.5), edge: at(0.5, 0.1) };
  }, picture);
}
