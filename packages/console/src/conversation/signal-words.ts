import { bilingual } from "../language/language.ts";

/** What a message tells beside its wish (SPEC B7). */
export const signalWords = bilingual({
  en: {
    title: "Signals",
    names: {
      angry: "angry",
      worried: "worried",
      confused: "confused",
      pleased: "pleased",
      urgent: "urgent",
      leaving: "may leave",
    },
  },
  "zh-CN": {
    title: "情绪信号",
    names: {
      angry: "生气",
      worried: "担心",
      confused: "困惑",
      pleased: "满意",
      urgent: "紧急",
      leaving: "可能流失",
    },
  },
});
