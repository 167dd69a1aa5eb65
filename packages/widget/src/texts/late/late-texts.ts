import type { Wait } from "@parley/protocol";

/** Words that few visitors come to see, in one language: about people who come and go, and of the card that asks for a rating. */
export interface LateTexts {
  stopWaiting: string;
  agentsOnline: (count: number) => string;
  nobodyOnline: string;
  /** How long one is likely to wait, in minutes. */
  likelyWait: (wait: Wait) => string;
  joined: (name: string) => string;
  backToBot: string;
  backToQueue: string;
  closed: string;
  overdue: string;
  rated: (score: number) => string;
  rate: string;
  /** From very bad to very good. */
  scores: readonly [string, string, string, string, string];
  comment: string;
  submit: string;
}
