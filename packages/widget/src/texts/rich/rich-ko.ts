import type { RichTexts } from "./rich-texts.ts";

/** Korean. */
export const rich: RichTexts = {
  reply: "답장",
  cancel: "답장 취소",
  toQuoted: "인용한 메시지 보기",
  previous: "이전",
  next: "다음",
  submit: "보내기",
  sent: "전송됨",
  already: "이미 작성된 양식입니다.",
  place: "위치",
  map: "지도 열기",
  save: "대화 저장",
  asking: {
    name: "이름",
    email: "이메일",
    phone: "전화번호",
    optional: "선택",
    pick: "선택해 주세요",
    missing: "입력해 주세요.",
    noEmail: "이메일 주소를 입력해 주세요(예: ann@example.com).",
    noPhone: "전화번호를 입력해 주세요.",
    long: "200자 이내로 입력해 주세요.",
    refused: "사용할 수 없는 내용입니다.",
    failed: "전송하지 못했습니다. 다시 시도해 주세요.",
    colon: ": ",
  },
};
