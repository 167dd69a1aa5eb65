import type { FindTexts } from "./find-texts.ts";

/** Arabic. */
export const find: FindTexts = {
  search: "بحث",
  field: "ابحث في المحادثة والمساعدة",
  said: "في هذه المحادثة",
  articles: "مقالات المساعدة",
  found: "النتائج: ",
  none: "لم يُعثر على شيء.",
  more: "البحث في ما سبق",
  failed: "لم ينجح ذلك. يرجى المحاولة مرة أخرى.",
  over: "إغلاق البحث",
};
