import type { FindTexts } from "./find-texts.ts";

/** Chinese, simplified. */
export const find: FindTexts = {
  search: "搜索",
  field: "搜索聊天记录和帮助",
  said: "聊天记录",
  articles: "帮助文章",
  found: "已找到：",
  none: "没有找到相关内容。",
  more: "继续查找更早的记录",
  failed: "搜索未成功，请重试。",
  over: "关闭搜索",
};
