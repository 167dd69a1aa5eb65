import { bilingual } from "../language/language.ts";

export const qualityWords = bilingual({
  en: { title: "Quality" },
  "zh-CN": { title: "质检" },
});
