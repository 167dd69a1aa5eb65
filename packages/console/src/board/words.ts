import { bilingual } from "../language/language.ts";

export const boardWords = bilingual({
  en: { title: "Live board" },
  "zh-CN": { title: "实时看板" },
});
