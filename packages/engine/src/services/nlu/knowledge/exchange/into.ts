import type { RasaAnswers } from "./rasa-answers.ts";
import type { Collector } from "./reading.ts";

/** Where a reader of a format puts what it reads, and how the file is called. */
export interface Into {
  file: string;
  collect: Collector;
  /** What Rasa's files say of answers, which may be in another file. */
  answers: RasaAnswers;
}
