import { wantsPersonEnglish } from "./wants-person-en.ts";
import { plainly, wantsPersonChinese } from "./wants-person-zh.ts";
import type { WantsPerson } from "./wants.ts";

/** What a message is cut at, so that a refusal, a question and a wish in it are not read together. */
const CLAUSES = /[.!?;:,\n…。，、！？；：~～]+/;

/** Whether a person is asked for. Asking for one works whatever the model makes of it (SPEC H6). */
export function wantsPerson(text: string): WantsPerson {
  const plain = plainly(text);
  const answers = plain.split(CLAUSES).map((clause) => wantsPersonEnglish(clause) ?? wantsPersonChinese(clause));
  return BY_WEIGHT.find((weight) => answers.includes(weight));
}

const BY_WEIGHT = ["clearly", "perhaps", "refused"] as const;
