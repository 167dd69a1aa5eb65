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
  bell: "답변이 오면 알림 받기",
  noBell: "알림 권한이 없습니다. 브라우저의 사이트 설정에서 허용해 주세요.",
  bellFailed: "이 브라우저로 알림을 보낼 수 없습니다. 잠시 후 다시 시도해 주세요.",
};
