import { bilingual } from "../language/language.ts";

export const taskWords = bilingual({
  en: { title: "Tasks" },
  "zh-CN": { title: "任务" },
});
