import type { FileTexts } from "./file-texts.ts";

/** Korean. */
export const files: FileTexts = {
  attach: "파일 첨부",
  drop: "놓으면 전송됩니다",
  cancel: "취소",
  view: "사진 보기",
  close: "사진 닫기",
  download: "다운로드",
  waiting: "연결을 기다리는 중…",
  reasons: {
    off: "여기에서는 파일을 보낼 수 없습니다.",
    empty: "빈 파일입니다.",
    tooLarge: "파일이 #보다 큽니다.",
    kind: "이런 종류의 파일은 여기에서 보낼 수 없습니다.",
    type: "이 형식의 파일은 보낼 수 없습니다.",
    broken: "사진을 읽을 수 없습니다.",
    pixels: "사진의 픽셀 수가 너무 많습니다.",
    infected: "보내지 못함: 위험할 수 있는 파일입니다.",
    scanner: "파일을 검사하지 못했습니다. 나중에 다시 시도해 주세요.",
    unsent: "파일이 너무 많습니다. 나중에 다시 시도해 주세요.",
    lost: "페이지가 새로고침되어 보내지 못했습니다. 다시 선택해 주세요.",
    unreadable: "파일을 더 이상 읽을 수 없습니다. 다시 선택해 주세요.",
    other: "파일을 보내지 못했습니다.",
  },
};
