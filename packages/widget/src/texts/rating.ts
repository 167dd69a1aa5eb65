import type { Locale } from "@parley/protocol";

/** The words of the card that asks for a rating. */
interface RatingTexts {
  title: string;
  /** From very bad to very good. */
  scores: readonly [string, string, string, string, string];
  comment: string;
  submit: string;
}

/** Loaded with the card. */
export const ratingTexts: Record<Locale, RatingTexts> = {
  en: {
    title: "How was this conversation?",
    scores: ["Very bad", "Bad", "Okay", "Good", "Very good"],
    comment: "Anything you would like to add? (optional)",
    submit: "Send rating",
  },
  "zh-CN": {
    title: "您对这次服务满意吗？",
    scores: ["非常不满意", "不满意", "一般", "满意", "非常满意"],
    comment: "还有什么想告诉我们的吗？（选填）",
    submit: "提交评价",
  },
};
