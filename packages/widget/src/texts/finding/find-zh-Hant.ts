import type { FindTexts } from "./find-texts.ts";

/** Chinese, traditional. */
export const find: FindTexts = {
  search: "搜尋",
  field: "搜尋聊天記錄和說明",
  said: "聊天記錄",
  articles: "說明文章",
  found: "已找到：",
  none: "找不到相關內容。",
  more: "繼續尋找更早的記錄",
  failed: "搜尋未成功，請再試一次。",
  over: "關閉搜尋",
};
