import type { Locale } from "@parley/protocol";

/** Words about people who come and go. */
interface HandOverTexts {
  stopWaiting: string;
  agentsOnline: (count: number) => string;
  nobodyOnline: string;
  joined: (name: string) => string;
  backToBot: string;
  backToQueue: string;
  closed: string;
  overdue: string;
  rated: (score: number) => string;
}

/** Loaded with the first of them. */
export const handOverTexts: Record<Locale, HandOverTexts> = {
  en: {
    stopWaiting: "Stop waiting",
    agentsOnline: (count) => (count === 1 ? "1 person is online" : `${count} people are online`),
    nobodyOnline: "Nobody is online right now. Leave your message; we will answer here.",
    joined: (name) => `${name} joined`,
    backToBot: "The assistant is back",
    backToQueue: "Back in line for a person",
    closed: "This conversation has ended",
    overdue: "Everyone is still busy. You keep your place; leave your message or e-mail, and we will answer here.",
    rated: (score) => `You rated this ${score} out of 5`,
  },
  "zh-CN": {
    stopWaiting: "不等了",
    agentsOnline: (count) => `${count} 位客服在线`,
    nobodyOnline: "现在没有客服在线，上线后会在这里回复您。",
    joined: (name) => `${name} 已加入对话`,
    backToBot: "智能助手继续为您服务",
    backToQueue: "重新排队等待人工客服",
    closed: "本次会话已结束",
    overdue: "客服仍在忙，已为您保留排队位置。",
    rated: (score) => `您的评分：${score} 分（满分 5 分）`,
  },
};
