import type { PanelLanguage } from "../languages.ts";
import type { FindTexts } from "./find-texts.ts";

const FILES: Record<PanelLanguage, () => Promise<{ find: FindTexts }>> = {
  en: () => import("./find-en.ts"),
  "zh-CN": () => import("./find-zh-CN.ts"),
  "zh-Hant": () => import("./find-zh-Hant.ts"),
  ja: () => import("./find-ja.ts"),
  ko: () => import("./find-ko.ts"),
  es: () => import("./find-es.ts"),
  fr: () => import("./find-fr.ts"),
  ar: () => import("./find-ar.ts"),
};

/** Loads those of a language. */
export const findTexts = async (language: PanelLanguage): Promise<FindTexts> => (await FILES[language]()).find;
