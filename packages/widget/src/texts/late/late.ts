import type { PanelLanguage } from "../languages.ts";

/** Words that few visitors come to see, in one language: about people who come and go, and of the card that asks for a rating. */
export interface LateTexts {
  stopWaiting: string;
  agentsOnline: (count: number) => string;
  nobodyOnline: string;
  joined: (name: string) => string;
  backToBot: string;
  backToQueue: string;
  closed: string;
  overdue: string;
  rated: (score: number) => string;
  rate: string;
  /** From very bad to very good. */
  scores: readonly [string, string, string, string, string];
  comment: string;
  submit: string;
}

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
