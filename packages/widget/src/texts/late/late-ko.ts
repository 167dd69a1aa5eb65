import type { LateTexts } from "./late-texts.ts";

/** Korean. */
export const late: LateTexts = {
  stopWaiting: "그만 기다리기",
  agentsOnline: (count) => `상담원 ${count}명 접속 중`,
  nobodyOnline: "지금은 접속한 상담원이 없습니다. 메시지를 남겨 주시면 여기에서 답해 드리겠습니다.",
  likelyWait: ({ from, until }) => (from > 0 ? `예상 대기 시간 ${from}~${until}분` : `예상 대기 시간 ${until}분 이내`),
  joined: (name) => `${name} 님이 참여했습니다`,
  backToBot: "도우미가 다시 답해 드립니다",
  backToQueue: "상담원 대기열로 돌아갔습니다",
  closed: "대화가 종료되었습니다",
  overdue: "상담원이 모두 바쁩니다. 순서는 그대로 유지되며, 메시지나 이메일을 남겨 주시면 여기에서 답해 드리겠습니다.",
  rated: (score) => `평가: 5점 만점에 ${score}점`,
  rate: "이번 상담은 어떠셨나요?",
  scores: ["매우 나쁨", "나쁨", "보통", "좋음", "매우 좋음"],
  comment: "더 하고 싶은 말씀이 있나요? (선택)",
  submit: "평가 보내기",
};
