import type { PanelLanguage } from "../languages.ts";
import type { RichTexts } from "./rich-texts.ts";

const FILES: Record<PanelLanguage, () => Promise<{ rich: RichTexts }>> = {
  en: () => import("./rich-en.ts"),
  "zh-CN": () => import("./rich-zh-CN.ts"),
  "zh-Hant": () => import("./rich-zh-Hant.ts"),
  ja: () => import("./rich-ja.ts"),
  ko: () => import("./rich-ko.ts"),
  es: () => import("./rich-es.ts"),
  fr: () => import("./rich-fr.ts"),
  ar: () => import("./rich-ar.ts"),
};

/** Loads those of a language. */
export const richTexts = async (language: PanelLanguage): Promise<RichTexts> => (await FILES[language]()).rich;
