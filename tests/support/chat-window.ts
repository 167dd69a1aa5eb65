import type { Locator, Page } from "playwright-core";

const WORDS = {
  en: { open: /open chat/i, composer: /write/i, send: "Send", person: "Talk to a person" },
  "zh-CN": { open: /打开/, composer: /输入|说|写/, send: "发送", person: /人工/ },
} as const;

/** The widget on a page, as a person uses it: by the names of things. */
export function chatWindow(page: Page, locale: keyof typeof WORDS = "en") {
  const words = WORDS[locale];
  const panel = page.getByRole("dialog");
  const composer = panel.getByRole("textbox").last();
  return {
    panel,
    composer,
    launcher: page.getByRole("button", { name: words.open }),
    async open(): Promise<void> {
      await page.getByRole("button", { name: words.open }).click();
      await composer.waitFor();
    },
    async say(text: string): Promise<void> {
      await composer.fill(text);
      await composer.press("Enter");
    },
    text: (text: string | RegExp): Locator => panel.getByText(text).last(),
    choice: (name: string | RegExp): Locator => panel.getByRole("button", { name }).last(),
    personButton: panel.getByRole("button", { name: words.person }).last(),
  };
}
