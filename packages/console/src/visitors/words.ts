import { bilingual } from "../language/language.ts";

export const visitorWords = bilingual({
  en: { title: "Visitors" },
  "zh-CN": { title: "访客" },
});
