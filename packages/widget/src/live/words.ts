import { nearestLanguage } from "@parley/protocol";

/** What is said beside an agent's sentence: whose it is, what one may write, and what the buttons do. */
const WORDS = {
  en: ["Message from", "Your answer", "Send", "Close"],
  "zh-CN": ["消息来自", "你的回复", "发送", "关闭"],
  "zh-Hant": ["訊息來自", "你的回覆", "傳送", "關閉"],
  ja: ["メッセージ:", "返信", "送信", "閉じる"],
  ko: ["보낸 사람:", "답장", "보내기", "닫기"],
  es: ["Mensaje de", "Su respuesta", "Enviar", "Cerrar"],
  fr: ["Message de", "Votre réponse", "Envoyer", "Fermer"],
  ar: ["رسالة من", "ردّك", "إرسال", "إغلاق"],
} as const;

/** Those nearest to a language, and in which direction they are read. */
export function wordsIn(locale: string) {
  const language = nearestLanguage(locale, Object.keys(WORDS) as (keyof typeof WORDS)[]);
  const [from, answer, send, close] = WORDS[language];
  return { language, dir: language === "ar" ? "rtl" : "ltr", from, answer, send, close };
}
