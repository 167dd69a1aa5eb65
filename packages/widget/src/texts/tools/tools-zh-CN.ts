import type { ToolTexts } from "./tool-texts.ts";

/** Simplified Chinese. */
export const tools: ToolTexts = {
  emoji: "表情",
  recent: "最近使用",
  faces: "表情与情绪",
  hands: "手势与人物",
  things: "物品与符号",
  record: "录制语音消息",
  cancel: "取消录音",
  send: "发送语音",
  refused: "未获得麦克风权限。请在浏览器的网站设置中允许使用麦克风。",
  none: "没有可用的麦克风。",
  bell: "有回复时通知我",
  noBell: "未获得通知权限。请在浏览器的网站设置中允许通知。",
  bellFailed: "暂时无法向此浏览器发送通知，请稍后再试。",
};
