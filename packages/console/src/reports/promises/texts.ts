import { bilingual } from "../../language/language.ts";

/** They come with what shows them. */
export const keptTexts = bilingual({
  en: {
    kept: "Promises kept",
    table: "As a table (CSV)",
    what: "Of",
    of: { firstReply: "First reply", nextReply: "Reply", resolution: "Resolution" },
    by: { all: "All", inbox: "Inbox", team: "Team", agent: "Agent", time: "From" },
    share: (share: string, kept: string, all: string) => `${share} (${kept} of ${all})`,
    none: "–",
  },
  "zh-CN": {
    kept: "服务承诺达成率",
    table: "下载表格（CSV）",
    what: "范围",
    of: { firstReply: "首次回复", nextReply: "回复", resolution: "解决" },
    by: { all: "全部", inbox: "收件箱", team: "客服组", agent: "客服", time: "起始" },
    share: (share: string, kept: string, all: string) => `${share}（${kept}/${all}）`,
    none: "–",
  },
});
