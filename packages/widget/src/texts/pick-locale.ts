import type { Locale } from "@parley/protocol";

/** The nearest language there is to a BCP 47 tag; without one, to the page's and then the browser's. */
export function pickLocale(wanted?: string): Locale {
  return /^zh/i.test(wanted || document.documentElement.lang || navigator.language) ? "zh-CN" : "en";
}
