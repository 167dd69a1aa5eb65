import type { PanelLanguage } from "../languages.ts";

import type { LateTexts } from "./late-texts.ts";

const FILES: Record<PanelLanguage, () => Promise<{ late: LateTexts }>> = {
  en: () => import("./late-en.ts"),
  "zh-CN": () => import("./late-zh-CN.ts"),
  "zh-Hant": () => import("./late-zh-Hant.ts"),
  ja: () => import("./late-ja.ts"),
  ko: () => import("./late-ko.ts"),
  es: () => import("./late-es.ts"),
  fr: () => import("./late-fr.ts"),
  ar: () => import("./late-ar.ts"),
};

/** Loads those of a language. */
export const lateTexts = async (language: PanelLanguage): Promise<LateTexts> => (await FILES[language]()).late;
