import type { PanelLanguage } from "./languages.ts";

/** On the way back to the end of the thread, in one language. */
export interface JumpTexts {
  newMessages: string;
  jumpToLatest: string;
}

/** All of them: they are short. */
export const jumpTexts: Record<PanelLanguage, JumpTexts> = {
  en: { newMessages: "New messages", jumpToLatest: "Jump to the latest" },
  "zh-CN": { newMessages: "新消息", jumpToLatest: "回到最新消息" },
  "zh-Hant": { newMessages: "新訊息", jumpToLatest: "回到最新訊息" },
  ja: { newMessages: "新着メッセージ", jumpToLatest: "最新へ移動" },
  ko: { newMessages: "새 메시지", jumpToLatest: "최신 메시지로 이동" },
  es: { newMessages: "Mensajes nuevos", jumpToLatest: "Ir al último" },
  fr: { newMessages: "Nouveaux messages", jumpToLatest: "Aller au plus récent" },
  ar: { newMessages: "رسائل جديدة", jumpToLatest: "إلى الأحدث" },
};
