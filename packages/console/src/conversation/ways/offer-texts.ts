import type { PassedOver } from "@parley/protocol";
import { bilingual } from "../../language/language.ts";

const OTHERS_EN: Record<keyof PassedOver, string> = {
  away: "away",
  cannot: "not able",
  full: "full",
  declined: "declined",
  behind: "next",
};
const OTHERS_ZH: Record<keyof PassedOver, string> = {
  away: "不在",
  cannot: "不符合",
  full: "已满",
  declined: "已拒绝",
  behind: "排在其后",
};

/** They come with what shows them. */
export const offerTexts = bilingual({
  en: {
    asked: (seconds: number) => `You are asked to take it: ${seconds} s`,
    take: "Take",
    decline: "Decline",
    other: (name: string) => `${name} is asked to take it`,
    why: (name: string, next: string, because: string, among: number) => `${name}: ${because}, of ${among}; ${next}`,
    next: { vip: "a VIP", priority: "urgent", aged: "waited long", due: "due", oldest: "waited longest" },
    because: {
      only: "handed to them",
      last: "had it last",
      alone: "nobody else could",
      fits: "can do the least else",
      idle: "nothing for longest",
      spare: "most room",
    },
    others: (reason: keyof PassedOver, count: number) => `${count} ${OTHERS_EN[reason]}`,
    and: "; ",
  },
  "zh-CN": {
    asked: (seconds: number) => `请你接待：${seconds} 秒`,
    take: "接受",
    decline: "拒绝",
    other: (name: string) => `正在询问${name}`,
    why: (name: string, next: string, because: string, among: number) =>
      `${name}：${because}，共 ${among} 人可接；${next}`,
    next: { vip: "VIP", priority: "紧急", aged: "等待较久", due: "即将到期", oldest: "等待最久" },
    because: {
      only: "指定",
      last: "上次接待",
      alone: "只有其可接",
      fits: "专长最合适",
      idle: "空闲最久",
      spare: "余量最多",
    },
    others: (reason: keyof PassedOver, count: number) => `${OTHERS_ZH[reason]} ${count} 人`,
    and: "；",
  },
});
