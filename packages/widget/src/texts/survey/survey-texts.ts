import type { PanelLanguage } from "../languages.ts";

/** Of what is asked after a conversation, in one language. */
export interface SurveyTexts {
  /** Once it is answered. */
  thanks: string;
  /** What the least and the most mean. */
  score: string;
  nps: string;
  ces: string;
}

/** So little that all languages are one part. */
export const SURVEY_TEXTS: Record<PanelLanguage, SurveyTexts> = {
  en: {
    thanks: "Thank you. Your answers have been sent.",
    score: "1: bad, 5: very good",
    nps: "0: not at all, 10: very likely",
    ces: "1: very hard, 7: very easy",
  },
  "zh-CN": {
    thanks: "感谢您的评价，您的回答已提交。",
    score: "1 分很差，5 分很好",
    nps: "0 分完全不会，10 分非常愿意",
    ces: "1 分很困难，7 分很轻松",
  },
  "zh-Hant": {
    thanks: "感謝您的評價，您的回答已送出。",
    score: "1 分很差，5 分很好",
    nps: "0 分完全不會，10 分非常願意",
    ces: "1 分很困難，7 分很輕鬆",
  },
  ja: {
    thanks: "ありがとうございます。回答を送信しました。",
    score: "1：悪い、5：とても良い",
    nps: "0：まったく思わない、10：とても思う",
    ces: "1：とても難しい、7：とても簡単",
  },
  ko: {
    thanks: "감사합니다. 답변이 전송되었습니다.",
    score: "1: 나쁨, 5: 매우 좋음",
    nps: "0: 전혀 아님, 10: 매우 그럼",
    ces: "1: 매우 어려움, 7: 매우 쉬움",
  },
  es: {
    thanks: "Gracias. Hemos recibido tus respuestas.",
    score: "1: mal, 5: muy bien",
    nps: "0: nada probable, 10: muy probable",
    ces: "1: muy difícil, 7: muy fácil",
  },
  fr: {
    thanks: "Merci. Vos réponses ont été envoyées.",
    score: "1 : mauvais, 5 : très bien",
    nps: "0 : pas du tout, 10 : très probable",
    ces: "1 : très difficile, 7 : très facile",
  },
  ar: {
    thanks: "شكرًا لك. تم إرسال إجاباتك.",
    score: "1: سيئ، 5: ممتاز",
    nps: "0: غير محتمل إطلاقًا، 10: محتمل جدًا",
    ces: "1: صعب جدًا، 7: سهل جدًا",
  },
};
