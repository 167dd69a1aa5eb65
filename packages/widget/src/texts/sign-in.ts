import type { Locale } from "@parley/protocol";

/** Beside what was not sent, where only who has signed in at the site may write. */
export const signInTexts: Record<Locale, string> = {
  en: "Not sent: please sign in first",
  "zh-CN": "未发送：请先登录本网站",
};
