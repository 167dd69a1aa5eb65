import { wantsPersonEnglish } from "./wants-person-en.ts";
import { plainly, wantsPersonChinese } from "./wants-person-zh.ts";

/**
 * How sure the words are that a person is asked for: `clearly` beats any model, `perhaps` only one that is not sure of
 * something else. `refused` is a person that is not wanted: nobody may be called then.
 */
export type WantsPerson = "clearly" | "perhaps" | "refused" | undefined;

/** What a message is cut at, so that a refusal, a question and a wish in it are not read together. */
const CLAUSES = /[.!?;:,\n…。，、！？；：~～]+/;

/** Whether a person is asked for. Asking for one works whatever the model makes of it (SPEC H6). */
export function wantsPerson(text: string): WantsPerson {
  const plain = plainly(text);
  const answers = plain.split(CLAUSES).map((clause) => wantsPersonEnglish(clause) ?? wantsPersonChinese(clause));
  return BY_WEIGHT.find((weight) => answers.includes(weight));
}

const BY_WEIGHT = ["clearly", "perhaps", "refused"] as const;
