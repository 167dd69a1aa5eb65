import type { Locale } from "@parley/protocol";

/** What the bot says on its own account, in each language. */
export const WORDS = {
  en: {
    clarify: "I want to be sure I get this right. Which of these do you mean?",
    offer: "I'm afraid I don't have an answer to that. Shall I get a colleague for you?",
    article: "This may help:",
    stay: "All right, I'll stay with you. What can I help you with?",
    somethingElse: "Something else",
    person: "Talk to a person",
    sorry: "I'm sorry about the trouble. ",
    summary: (question: string) => `The visitor wrote: “${question}”`,
    understood: (title: string, percent: number) => `The bot took it for “${title}” (${percent} %).`,
    notUnderstood: "The bot did not understand it.",
    wantsPerson: "The visitor asked for a person.",
    asked: (title: string) => `Asked: ${title}`,
    answered: (title: string) => `Answered: ${title}`,
  },
  "zh-CN": {
    clarify: "我想确认一下您的意思，您要问的是下面哪一个？",
    offer: "抱歉，这个问题我暂时回答不了。需要为您转接人工客服吗？",
    article: "这篇内容可能对您有帮助：",
    stay: "好的，那就由我继续为您服务。请问有什么可以帮您？",
    somethingElse: "都不是",
    person: "转人工客服",
    sorry: "非常抱歉给您带来不便。",
    summary: (question: string) => `访客说：“${question}”`,
    understood: (title: string, percent: number) => `机器人理解为“${title}”（${percent}%）。`,
    notUnderstood: "机器人没有听懂。",
    wantsPerson: "访客要求人工服务。",
    asked: (title: string) => `追问：${title}`,
    answered: (title: string) => `回答：${title}`,
  },
} as const satisfies Record<Locale, unknown>;

export type Words = (typeof WORDS)[Locale];
