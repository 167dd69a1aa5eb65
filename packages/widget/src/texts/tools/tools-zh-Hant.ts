import type { ToolTexts } from "./tool-texts.ts";

/** Traditional Chinese. */
export const tools: ToolTexts = {
  emoji: "表情符號",
  recent: "最近使用",
  faces: "表情與情緒",
  hands: "手勢與人物",
  things: "物品與符號",
  record: "錄製語音訊息",
  cancel: "取消錄音",
  send: "傳送語音",
  refused: "未取得麥克風權限。請在瀏覽器的網站設定中允許使用麥克風。",
  none: "沒有可用的麥克風。",
  bell: "有回覆時通知我",
  noBell: "未取得通知權限。請在瀏覽器的網站設定中允許通知。",
  bellFailed: "暫時無法向此瀏覽器傳送通知，請稍後再試。",
};
