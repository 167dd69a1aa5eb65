import type { ReviewAnswers } from "@parley/protocol";

/** A review that is begun. */
export interface Unsent {
  answers: ReviewAnswers;
  comment: string;
}

const kept = new Map<string, Unsent>();

/** What was begun of a review by somebody, for as long as the page lives: who looks something up finds it again. */
export const unsentOf = (who: string, sample: string): Unsent =>
  kept.get(`${who} ${sample}`) ?? { answers: {}, comment: "" };

export function keepUnsent(who: string, sample: string, unsent: Unsent | undefined): void {
  if (unsent) kept.set(`${who} ${sample}`, unsent);
  else kept.delete(`${who} ${sample}`);
}
