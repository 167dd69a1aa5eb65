import type { EscalationReason } from "@parley/protocol";
import { bilingual } from "../language/language.ts";

/** Words for how conversations and colleagues stand, wherever they are shown. */
export const deskWords = bilingual({
  en: {
    groups: {
      waiting: "Waiting",
      mine: "Mine",
      bot: "Bot, live",
      others: "Colleagues'",
      aside: "Put aside",
      left: "Visitor has left",
      closed: "Closed",
    },
    reasons: {
      asked: "asked for a person",
      unsure: "bot was unsure",
      negative: "upset visitor",
      policy: "handed on",
      unavailable: "bot unavailable",
    } satisfies Record<EscalationReason, string>,
    availability: { available: "Available", away: "Away" },
    load: (count: number, most?: number) =>
      most !== undefined
        ? `${count} of ${most} conversations`
        : count === 1
          ? "1 conversation"
          : `${count} conversations`,
    withAgent: (name: string) => `with ${name}`,
    withYou: "with you",
    withBot: "with the bot",
    anonymous: (id: string) => `Visitor ${id}`,
  },
  "zh-CN": {
    groups: {
      waiting: "等待中",
      mine: "我的会话",
      bot: "机器人接待中",
      others: "同事的会话",
      aside: "稍后处理",
      left: "访客已离开",
      closed: "已结束",
    },
    reasons: {
      asked: "要求人工",
      unsure: "机器人没把握",
      negative: "情绪不满",
      policy: "转回排队",
      unavailable: "机器人不可用",
    },
    availability: { available: "在线", away: "离开" },
    load: (count: number, most?: number) => (most !== undefined ? `${count} / ${most} 个会话` : `${count} 个会话`),
    withAgent: (name: string) => `${name} 接待`,
    withYou: "由你接待",
    withBot: "机器人接待",
    anonymous: (id: string) => `访客 ${id}`,
  },
});
