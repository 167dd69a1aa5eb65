import { newId, type Survey, type SurveyQuestion } from "@parley/protocol";

type Kind = SurveyQuestion["kind"];
// Not the protocol's own lists: all schemas of surveys would come with them.
export const KINDS = ["nps", "score", "ces", "choice", "text"] as const satisfies readonly Kind[];
/** In the address, of one that is not there yet: no id can be that. */
export const NEW = "+";
/** What questions that are answered with a number may be answered with. */
export const NUMBERS: Partial<Record<Kind, readonly [number, number]>> = { score: [1, 5], nps: [0, 10], ces: [1, 7] };

/** What each kind asks until somebody writes other words. */
const ASKS: Record<Kind, SurveyQuestion["text"]> = {
  nps: { en: "How likely are you to recommend us?", "zh-CN": "您有多大可能向朋友推荐我们？" },
  score: { en: "How satisfied are you with our help?", "zh-CN": "您对本次服务满意吗？" },
  ces: { en: "How easy was it to get help?", "zh-CN": "解决问题是否轻松？" },
  choice: { en: "What was it about?", "zh-CN": "您咨询的是哪方面的问题？" },
  text: { en: "What could we do better?", "zh-CN": "您有什么建议？" },
};

/** What tells one from others, among answers too: what is removed gives its own to nobody. */
const suffix = () => newId().slice(-6);
const option = () => ({ id: suffix(), text: { en: "", "zh-CN": "" } });

export const withOption = ({ options = [] }: SurveyQuestion) => [...options, option()];

/** A question of a kind, with usual words. Its id says in files what it asks. */
export const newQuestion = (kind: Kind, id = `${kind}-${suffix()}`): SurveyQuestion => ({
  id,
  kind,
  text: ASKS[kind],
  ...(kind === "choice" && { options: [option(), option()] }),
});

/** A question as one of another kind; words of one's own stay. */
export function asKind(question: SurveyQuestion, kind: Kind): SurveyQuestion {
  const { text, kind: before } = question;
  const isOwn = JSON.stringify(text) !== JSON.stringify(ASKS[before]);
  return { ...newQuestion(kind), ...(isOwn && { text }) };
}

/** A survey to begin with, under an id that none has yet. */
export function newSurvey(taken: readonly string[]): Survey {
  let at = 1;
  while (taken.includes(`survey-${at}`)) at++;
  return {
    id: `survey-${at}`,
    name: "",
    enabled: true,
    invitation: { en: "How was it? Please tell us in a minute:", "zh-CN": "请用一分钟评价本次服务：" },
    questions: [newQuestion("score", "score"), newQuestion("text", "text")],
    after: "any",
    coolingDays: 14,
    remindHours: 0,
    lowScore: 2,
    version: 0,
  };
}
