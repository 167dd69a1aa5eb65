import type { LateTexts } from "./late-texts.ts";

/** Simplified Chinese. */
export const late: LateTexts = {
  stopWaiting: "不等了",
  agentsOnline: (count) => `${count} 位客服在线`,
  nobodyOnline: "现在没有客服在线，上线后会在这里回复您。",
  likelyWait: ({ from, until }) => (from > 0 ? `预计等待 ${from}–${until} 分钟` : `预计 ${until} 分钟以内`),
  joined: (name) => `${name} 已加入对话`,
  backToBot: "智能助手继续为您服务",
  backToQueue: "重新排队等待人工客服",
  closed: "本次会话已结束",
  overdue: "客服仍在忙，已为您保留排队位置。",
  rated: (score) => `您的评分：${score} 分（满分 5 分）`,
  rate: "您对这次服务满意吗？",
  scores: ["非常不满意", "不满意", "一般", "满意", "非常满意"],
  comment: "还有什么想告诉我们的吗？（选填）",
  submit: "提交评价",
};
