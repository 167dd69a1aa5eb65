import type { PanelLanguage } from "../languages.ts";
import type { ToolTexts } from "./tool-texts.ts";

const TOOLS: Record<PanelLanguage, () => Promise<{ tools: ToolTexts }>> = {
  en: () => import("./tools-en.ts"),
  "zh-CN": () => import("./tools-zh-CN.ts"),
  "zh-Hant": () => import("./tools-zh-Hant.ts"),
  ja: () => import("./tools-ja.ts"),
  ko: () => import("./tools-ko.ts"),
  es: () => import("./tools-es.ts"),
  fr: () => import("./tools-fr.ts"),
  ar: () => import("./tools-ar.ts"),
};

/** Loads those of a language. */
export const toolTexts = async (language: PanelLanguage): Promise<ToolTexts> => (await TOOLS[language]()).tools;
