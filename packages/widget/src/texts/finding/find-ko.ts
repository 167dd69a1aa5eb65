import type { FindTexts } from "./find-texts.ts";

/** Korean. */
export const find: FindTexts = {
  search: "검색",
  field: "대화와 도움말 검색",
  said: "이 대화",
  articles: "도움말",
  found: "찾은 결과: ",
  none: "찾은 결과가 없습니다.",
  more: "이전 내용 더 찾기",
  failed: "검색하지 못했습니다. 다시 시도해 주세요.",
  over: "검색 닫기",
};
