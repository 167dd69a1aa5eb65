import type { DeliveryCause, DeliveryState } from "@parley/protocol";
import { bilingual } from "../language/language.ts";

export const deliveryWords = bilingual({
  en: {
    states: {
      waiting: "Waiting to be sent",
      sent: "Sent",
      delivered: "Delivered",
      read: "Read",
      failed: "Not delivered",
      blocked: "Held back",
    } satisfies Record<DeliveryState, string>,
    causes: {
      notConnected: "the channel is not connected",
      nobody: "nobody knows any more who it is for",
      noAnswer: "the channel does not answer",
      expired: "it could not be sent within a day",
      window: "they have to write first",
    } satisfies Record<DeliveryCause, string>,
    platformSays: (reason: string) => `the channel says “${reason}”`,
    colon: ": ",
    attempts: (count: number) => `tried ${count} times`,
  },
  "zh-CN": {
    states: {
      waiting: "等待发出",
      sent: "已发出",
      delivered: "已送达",
      read: "已读",
      failed: "未能送达",
      blocked: "被渠道拦下",
    },
    causes: {
      notConnected: "渠道未连接",
      nobody: "已找不到收件人",
      noAnswer: "渠道没有应答",
      expired: "一天之内未能发出",
      window: "须等对方先来信",
    },
    platformSays: (reason: string) => `渠道答复“${reason}”`,
    colon: "：",
    attempts: (count: number) => `已尝试 ${count} 次`,
  },
});
