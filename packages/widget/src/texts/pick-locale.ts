import type { Locale } from "@parley/protocol";

/** The nearest language there is to a BCP 47 tag; without one, to the page's and then the browser's. */
export function pickLocale(wanted?: string): Locale {
  const tag = wanted || document.documentElement.lang || navigator.language;
  return /^zh/i.test(tag) ? "zh-CN" : "en";
}
