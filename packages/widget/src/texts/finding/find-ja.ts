import type { FindTexts } from "./find-texts.ts";

/** Japanese. */
export const find: FindTexts = {
  search: "検索",
  field: "会話とヘルプを検索",
  said: "この会話",
  articles: "ヘルプ記事",
  found: "見つかった件数：",
  none: "見つかりませんでした。",
  more: "さらに前を探す",
  failed: "検索できませんでした。もう一度お試しください。",
  over: "検索を閉じる",
};
