import { plainly } from "./wants-person-zh.ts";
import { ofUs } from "./anger-elsewhere.ts";
import { CHINESE } from "./anger-zh.ts";
import { ENGLISH } from "./anger-en.ts";

/** How much a message's own words say of anger; 2 is enough without any model. */
export type Anger = 0 | 1 | 2;

/** Numbers that say something: authorities of consumers are called by theirs. */
const NUMBERS: readonly [RegExp, string][] = [
  [/(?<!\d)123(?:15|45)(?!\d)/g, "消协"],
  [/(?<![\d.])1(?=[- ]stars?\b)/gi, "one"],
  [/(?<![\d.])0(?=[- ]stars?\b)/gi, "zero"],
];
const LOUD_MARKS = /[!！]{2,}|[?？][!！]|[!！][?？]/;
/** What a message's words say of anger, whatever it is about. Things that are broken, late or lost are none. */
export function angerIn(text: string): Anger {
  const plain = plainly(NUMBERS.reduce((said, [number, words]) => said.replaceAll(number, words), text));
  const clauses = ofUs(plain).map(bare);
  // The whole too: "worst. company. ever."
  const whole = clauses.join(" ").replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, ",");
  const heats = [LOUD_MARKS.test(text), isShouted(text)];
  for (const { angry, heated } of [ENGLISH, CHINESE]) {
    if ([...clauses, whole].some((words) => angry.some((pattern) => pattern.test(words)))) return 2;
    heats.push(...heated.map((pattern) => clauses.some((words) => pattern.test(words))));
  }
  return Math.min(2, heats.filter(Boolean).length) as Anger;
}

/** The words, without marks. */
const bare = (clause: string): string => clause.replaceAll(/[^\p{L}\p{N}'-]+/gu, " ").trim();

/** Whether a message of several words is written in capitals. */
function isShouted(text: string): boolean {
  const letters = text.match(/[a-z]/gi) ?? [];
  const capitals = text.match(/[A-Z]/g) ?? [];
  return letters.length >= 8 && /[A-Z]\W+[A-Z]/.test(text) && capitals.length / letters.length > 0.8;
}
