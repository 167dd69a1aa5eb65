import { AskedSurvey, Survey, SurveyAnswers, SurveyResults } from "@parley/protocol";
import * as v from "valibot";

const Results = v.object({
  survey: v.string(),
  from: v.number(),
  to: v.number(),
  inboxIds: v.optional(v.array(v.string())),
});
const Answered = v.object({
  at: v.number(),
  inboxId: v.string(),
  agentName: v.optional(v.string()),
  conversationId: v.string(),
  question: v.string(),
  answer: v.union([v.number(), v.string()]),
});

/** What the dialog service does for surveys. */
export const surveyCalls = {
  surveys: { input: v.object({}), output: v.array(Survey), repeatable: true },
  /** `conflict` where somebody changed it meanwhile. */
  putSurvey: { input: v.object({ survey: Survey }), output: Survey },
  /** Nobody is asked any more; what was answered stays. */
  removeSurvey: { input: v.object({ id: v.string() }), output: v.object({}), repeatable: true },
  /** What who has the token is asked; `notFound` for one that does not hold. */
  surveyOf: { input: v.object({ token: v.string() }), output: AskedSurvey, repeatable: true },
  /** Takes what they answered, once: what comes later changes nothing. */
  answerSurvey: {
    input: v.object({ token: v.string(), answers: SurveyAnswers }),
    output: v.object({}),
    repeatable: true,
  },
  surveyResults: { input: Results, output: SurveyResults, repeatable: true },
  /** Every answer of a time. */
  surveyAnswers: { input: Results, output: v.array(Answered), repeatable: true },
};
