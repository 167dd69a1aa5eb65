import type { Scores } from "../serving/classifier.ts";

/** A message that the model which scored it did not learn from, and the intent that is right; none if out of scope. */
export interface Judged {
  text: string;
  intent: string | undefined;
  labels: readonly string[];
  scores: Scores;
  /** A harder copy of another: it helps to calibrate, and says nothing of how good the model is. */
  copy?: true | undefined;
  /** Much the same was learned: it does not calibrate. */
  near?: true | undefined;
}
