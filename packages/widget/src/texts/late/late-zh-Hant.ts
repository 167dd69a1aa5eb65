import type { LateTexts } from "./late-texts.ts";

/** Traditional Chinese. */
export const late: LateTexts = {
  stopWaiting: "不等了",
  agentsOnline: (count) => `${count} 位客服在線上`,
  nobodyOnline: "目前沒有客服在線上，上線後會在這裡回覆您。",
  likelyWait: ({ from, until }) => (from > 0 ? `預計等待 ${from}–${until} 分鐘` : `預計 ${until} 分鐘以內`),
  joined: (name) => `${name} 已加入對話`,
  backToBot: "智慧助理繼續為您服務",
  backToQueue: "重新排隊等待專人客服",
  closed: "本次對話已結束",
  overdue: "客服仍在忙線中，已為您保留排隊順位。",
  rated: (score) => `您的評分：${score} 分（滿分 5 分）`,
  rate: "您對這次服務滿意嗎？",
  scores: ["非常不滿意", "不滿意", "普通", "滿意", "非常滿意"],
  comment: "還有什麼想告訴我們的嗎？（選填）",
  submit: "送出評價",
};
