import type { PanelLanguage } from "./languages.ts";

/** What is said of a message that cannot be sent, in one language. */
export interface TroubleTexts {
  notSent: string;
  /** Where only who has signed in at the site may write. */
  signIn: string;
  tryAgain: string;
  discard: string;
  left: (count: number) => string;
  over: (count: number) => string;
}

/** All of them: few visitors come to see any. */
export const troubleTexts: Record<PanelLanguage, TroubleTexts> = {
  en: {
    notSent: "Not sent",
    signIn: "Not sent: please sign in first",
    tryAgain: "Try again",
    discard: "Delete",
    left: (count) => `${count} left`,
    over: (count) => `${count} too many`,
  },
  "zh-CN": {
    notSent: "发送失败",
    signIn: "未发送：请先登录本网站",
    tryAgain: "重试",
    discard: "删除",
    left: (count) => `还可输入 ${count} 字`,
    over: (count) => `超出 ${count} 字`,
  },
  "zh-Hant": {
    notSent: "傳送失敗",
    signIn: "未傳送：請先登入。",
    tryAgain: "重試",
    discard: "刪除",
    left: (count) => `還可輸入 ${count} 字`,
    over: (count) => `超出 ${count} 字`,
  },
  ja: {
    notSent: "送信できませんでした",
    signIn: "未送信：ログインしてください。",
    tryAgain: "再送信",
    discard: "削除",
    left: (count) => `残り ${count} 文字`,
    over: (count) => `${count} 文字超過`,
  },
  ko: {
    notSent: "보내지 못함",
    signIn: "보내지 못함: 로그인해 주세요.",
    tryAgain: "다시 시도",
    discard: "삭제",
    left: (count) => `${count}자 남음`,
    over: (count) => `${count}자 초과`,
  },
  es: {
    notSent: "No enviado",
    signIn: "No enviado: inicie sesión.",
    tryAgain: "Reintentar",
    discard: "Eliminar",
    left: (count) => `Quedan ${count}`,
    over: (count) => `Sobran ${count}`,
  },
  fr: {
    notSent: "Non envoyé",
    signIn: "Non envoyé : connectez-vous.",
    tryAgain: "Réessayer",
    discard: "Supprimer",
    left: (count) => `Reste ${count}`,
    over: (count) => `${count} de trop`,
  },
  ar: {
    notSent: "لم تُرسل",
    signIn: "لم تُرسل: يُرجى تسجيل الدخول.",
    tryAgain: "أعد المحاولة",
    discard: "حذف",
    left: (count) => `المتبقي: ${count}`,
    over: (count) => `الزائد: ${count}`,
  },
};
