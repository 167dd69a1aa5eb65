import type { PanelLanguage } from "../languages.ts";
import type { FileTexts } from "./file-texts.ts";

const FILES: Record<PanelLanguage, () => Promise<{ files: FileTexts }>> = {
  en: () => import("./files-en.ts"),
  "zh-CN": () => import("./files-zh-CN.ts"),
  "zh-Hant": () => import("./files-zh-Hant.ts"),
  ja: () => import("./files-ja.ts"),
  ko: () => import("./files-ko.ts"),
  es: () => import("./files-es.ts"),
  fr: () => import("./files-fr.ts"),
  ar: () => import("./files-ar.ts"),
};

/** Loads those of a language. */
export const fileTexts = async (language: PanelLanguage): Promise<FileTexts> => (await FILES[language]()).files;
