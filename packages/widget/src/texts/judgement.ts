import type { Locale } from "@parley/protocol";

/** The words with which one says whether an answer helped. */
interface JudgementTexts {
  helpful: string;
  yes: string;
  no: string;
  thanks: string;
}

export const judgementTexts: Record<Locale, JudgementTexts> = {
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
};
