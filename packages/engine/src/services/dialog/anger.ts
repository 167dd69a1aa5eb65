import { plainly } from "./wants-person-zh.ts";
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
/** A question whether it may be so is none: "are you scammers?", 你们是骗子吗. */
const WONDERING =
  /^(?:is|are|isn't|aren't) (?:this|it|you|these|they|that)\b(?! (?:a joke|kidding|joking|stupid|dumb|deaf|blind|people stupid)).*(?:scam|fraud|crook|liar|thie|fake|legit)|^(?:how|where|when) (?:do|can|to|would|should) .*(?:complain|review)|^do you (?:have|accept).*(?:complain|review)|^(?:你们?|这|这家|这里)(?:店)?(?:会|会不会|不会|是不是|该不会|是)(?:是)?(?:骗|坑|黑店).*[吗吧么?]|会骗人吗/;

/** What a message's words say of anger, whatever it is about. Things that are broken, late or lost are none. */
export function angerIn(text: string): Anger {
  const plain = plainly(NUMBERS.reduce((said, [number, words]) => said.replaceAll(number, words), text));
  const clauses = plain
    .split(/[.;,\n…。，、；]+/)
    .flatMap((clause) => (WONDERING.test(clause.trim()) ? [] : bare(clause)));
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
