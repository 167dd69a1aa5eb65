import type { ToolTexts } from "./tool-texts.ts";

/** Korean. */
export const tools: ToolTexts = {
  emoji: "이모티콘",
  recent: "최근 사용",
  faces: "표정",
  hands: "손짓과 사람",
  things: "사물",
  record: "음성 메시지 녹음",
  cancel: "녹음 취소",
  send: "음성 메시지 보내기",
  refused: "마이크 권한이 없습니다. 브라우저의 사이트 설정에서 허용해 주세요.",
  none: "사용할 수 있는 마이크가 없습니다.",
};
