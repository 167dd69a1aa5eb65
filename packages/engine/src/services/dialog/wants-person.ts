/** How sure the words are that a person is asked for: `clearly` beats any model, `perhaps` only one that is not sure of something else. */
export type WantsPerson = "clearly" | "perhaps" | undefined;

const PERSON_EN =
  /\b(talk|speak|chat|connect|transfer|put)\b.{0,20}\b(human|person|agent|someone|somebody|representative|operator|staff|advisor)\b|\b(real|live|actual) (human|person|agent)\b|^\s*(human|agent|operator|representative)( please)?[.! ]*$/i;
const PERSON_ZH =
  /转(接)?人工|轉(接)?人工|人工(客服|服务|服務|坐席)|真人(客服)?|找(个|個|一个)?(人工|真人|客服人员)|^\s*人工\s*[。!!]*$/;
const NOT_A_QUESTION_ABOUT_IT = /\b(are you|is this|am i)\b|你是(不是)?|是不是|是真人|是人工/i;

/** Whether a person is asked for. Asking for one works whatever the model makes of it (SPEC H6). */
export function wantsPerson(text: string): WantsPerson {
  return (PERSON_EN.test(text) || PERSON_ZH.test(text)) && !NOT_A_QUESTION_ABOUT_IT.test(text) ? "clearly" : undefined;
}
