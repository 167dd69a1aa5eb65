/** The languages of the panel. Each has two files of words, of which what is needed is loaded. */
export type PanelLanguage = "en" | "zh-CN" | "zh-Hant" | "ja" | "ko" | "es" | "fr" | "ar";
