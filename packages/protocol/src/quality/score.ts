import type { ReviewAnswer, ReviewAnswers } from "./review.ts";
import type { ReviewQuestion, ReviewSection } from "./settings.ts";

/** What an answer is worth, from 0 to 1; nothing where the question does not apply. */
export function worthOf(answer: ReviewAnswer): number | undefined {
  if (answer === "na") return undefined;
  if (answer === "yes") return 1;
  return answer === "no" ? 0 : (answer - 1) / 4;
}

export const questionsOf = (sections: readonly ReviewSection[]): ReviewQuestion[] =>
  sections.flatMap(({ questions }) => questions);

/** Whether an answer is one to such a question. */
export const answers = ({ kind }: ReviewQuestion, answer: ReviewAnswer | undefined): answer is ReviewAnswer =>
  answer === "na" || (kind === "scale" ? typeof answer === "number" : answer === "yes" || answer === "no");

/** The questions that are not answered. */
export const unanswered = (sections: readonly ReviewSection[], given: ReviewAnswers): ReviewQuestion[] =>
  questionsOf(sections).filter((question) => !answers(question, given[question.id]));

/**
 * What a review comes to, from 0 to 1: the mean of what applies, by weight; 0 where something fatal went wrong. Nothing where nothing applies.
 * Pure.
 */
export function scoreOf(sections: readonly ReviewSection[], given: ReviewAnswers) {
  let [sum, weights, failed] = [0, 0, false];
  for (const question of questionsOf(sections)) {
    const answer = given[question.id];
    const worth = answers(question, answer) ? worthOf(answer) : undefined;
    if (worth === undefined) continue;
    if (question.fatal && worth === 0) failed = true;
    sum += worth * question.weight;
    weights += question.weight;
  }
  if (failed) return { score: 0, failed };
  return weights === 0 ? undefined : { score: sum / weights, failed };
}
