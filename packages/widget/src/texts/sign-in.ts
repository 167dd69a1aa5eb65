import type { PanelLanguage } from "./languages.ts";

/** Beside what was not sent, where only who has signed in at the site may write. */
export const signInTexts: Record<PanelLanguage, string> = {
  en: "Not sent: please sign in first",
  "zh-CN": "未发送：请先登录本网站",
  "zh-Hant": "未傳送：請先登入。",
  ja: "未送信：ログインしてください。",
  ko: "보내지 못함: 로그인해 주세요.",
  es: "No enviado: inicie sesión.",
  fr: "Non envoyé : connectez-vous.",
  ar: "لم تُرسل: يُرجى تسجيل الدخول.",
};
