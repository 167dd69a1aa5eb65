import { nearestLanguage } from "@parley/protocol";
import type { FetchPart } from "./parts.ts";
import type { PanelLanguage } from "./texts/languages.ts";
import type { Texts } from "./texts/texts.ts";

/** The first is for whoever reads none of them. */
const WORDS: Record<PanelLanguage, () => Promise<{ texts: Texts }>> = {
  en: () => import("./texts/en.ts"),
  "zh-CN": () => import("./texts/zh-CN.ts"),
  "zh-Hant": () => import("./texts/zh-Hant.ts"),
  ja: () => import("./texts/ja.ts"),
  ko: () => import("./texts/ko.ts"),
  es: () => import("./texts/es.ts"),
  fr: () => import("./texts/fr.ts"),
  ar: () => import("./texts/ar.ts"),
};

/** Loads parts as a bundler has laid them out. */
export const fetchPart = ((name: string) =>
  name === "core"
    ? import("./core.tsx")
    : WORDS[nearestLanguage(name, Object.keys(WORDS) as PanelLanguage[])]()) as FetchPart;
