/** A file as people have it, and what is in it: intents by id with their examples and answers, articles, canned replies. */
export interface Sample {
  what: string;
  files: Record<string, string | Uint8Array>;
  format: string;
  intents?: Record<string, { examples: string[]; en?: string; zh?: string; title?: string }>;
  articles?: Record<string, { title: string; en?: RegExp; zh?: RegExp }>;
  replies?: Record<string, string>;
}

/** A question and its answer that many samples have, in each language. */
export const RETURN = {
  examples: ["How do I return it?"],
  en: "Within 30 days, for free.",
  title: "How do I return it?",
};
export const REFUND = { examples: ["怎么退款？"], zh: "七天内可以退款。", title: "怎么退款？" };
