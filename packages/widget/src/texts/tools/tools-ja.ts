import type { ToolTexts } from "./tool-texts.ts";

/** Japanese. */
export const tools: ToolTexts = {
  emoji: "絵文字",
  recent: "最近使ったもの",
  faces: "顔",
  hands: "手と人",
  things: "もの",
  record: "音声メッセージを録音",
  cancel: "録音をキャンセル",
  send: "音声メッセージを送信",
  refused: "マイクの使用が許可されていません。ブラウザのサイト設定で許可してください。",
  none: "使用できるマイクがありません。",
  bell: "返信があったら通知する",
  noBell: "通知が許可されていません。ブラウザのサイト設定で許可してください。",
  bellFailed: "このブラウザに通知を送れませんでした。しばらくしてからお試しください。",
};
