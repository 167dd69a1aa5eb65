import type { Place } from "./problem.ts";

/** What Rasa's files say of answers: utterances by name, and which intent they follow. Files come apart: joined at the end. */
export interface RasaAnswers {
  utterances: Map<string, { text: string; choices: string[]; where: Place }>;
  /** The utterances that follow an intent, by rules first, then by stories. */
  follow: Map<string, { names: string[]; rule: boolean }>;
  intents: Set<string>;
}

export const createRasaAnswers = (): RasaAnswers => ({ utterances: new Map(), follow: new Map(), intents: new Set() });
