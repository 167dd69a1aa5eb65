import type { Wait } from "@parley/protocol";
import { bilingual } from "../../language/language.ts";

/** Of what is promised. They come with what shows it. */
export const promiseTexts = bilingual({
  en: {
    promised: "Promised",
    of: { firstReply: "First reply", nextReply: "Reply", resolution: "Resolution" },
    missed: (span: string) => `${span} late`,
    near: (span: string) => `${span} left`,
    far: (span: string) => `${span} left`,
    paused: (span: string) => `${span} left, paused`,
    likely: "likely to wait",
    more: (minutes: string) => `${minutes} more`,
    minutes: ({ from, until }: Wait) => (from === 0 ? `up to ${until} min` : `${from}–${until} min`),
  },
  "zh-CN": {
    promised: "服务承诺",
    of: { firstReply: "首次回复", nextReply: "回复", resolution: "解决" },
    missed: (span: string) => `超时 ${span}`,
    near: (span: string) => `剩 ${span}`,
    far: (span: string) => `剩 ${span}`,
    paused: (span: string) => `剩 ${span}，暂停计时`,
    likely: "预计",
    more: (minutes: string) => `还需 ${minutes}`,
    minutes: ({ from, until }: Wait) => (from === 0 ? `不到 ${until} 分钟` : `${from}–${until} 分钟`),
  },
});
