import type { PanelLanguage } from "./languages.ts";

/** The words with which one says whether an answer helped. */
interface JudgementTexts {
  helpful: string;
  yes: string;
  no: string;
  thanks: string;
}

export const judgementTexts: Record<PanelLanguage, JudgementTexts> = {
  en: {
    helpful: "Was this helpful?",
    yes: "Yes, helpful",
    no: "No, not helpful",
    thanks: "Thanks for telling us.",
  },
  "zh-CN": {
    helpful: "这个回答有帮助吗？",
    yes: "有帮助",
    no: "没有帮助",
    thanks: "感谢您的反馈。",
  },
  "zh-Hant": {
    helpful: "這個回答有幫助嗎？",
    yes: "有幫助",
    no: "沒有幫助",
    thanks: "感謝您的回饋。",
  },
  ja: {
    helpful: "お役に立ちましたか？",
    yes: "役に立った",
    no: "役に立たなかった",
    thanks: "ご回答ありがとうございます。",
  },
  ko: {
    helpful: "도움이 되었나요?",
    yes: "도움이 됨",
    no: "도움이 안 됨",
    thanks: "의견 감사합니다.",
  },
  es: {
    helpful: "¿Le ha servido?",
    yes: "Sí, me ha servido",
    no: "No me ha servido",
    thanks: "Gracias por su opinión.",
  },
  fr: {
    helpful: "Cela vous a-t-il aidé ?",
    yes: "Oui, utile",
    no: "Non, pas utile",
    thanks: "Merci de votre retour.",
  },
  ar: {
    helpful: "هل كان هذا مفيدًا؟",
    yes: "نعم، مفيد",
    no: "لا، غير مفيد",
    thanks: "شكرًا لك.",
  },
};
