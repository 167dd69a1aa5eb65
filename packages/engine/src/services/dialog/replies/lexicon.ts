import { ENGLISH } from "./lexicon-en.ts";
import { CHINESE } from "./lexicon-zh.ts";
import { keyOf } from "./fold.ts";
import type { Lexicon, Sense } from "./sense.ts";

/** What gives way where a phrase has another sense too: “嗯” is a filler in a sentence and alone it agrees. */
const WEAK: readonly Sense[] = ["filler", "link", "opener"];

const entriesOf = (lexicon: Lexicon): [string, Sense][] =>
  (Object.entries(lexicon) as [Sense, string][])
    .sort(([one], [other]) => rank(one) - rank(other))
    .flatMap(([sense, phrases]) =>
      phrases
        .split("|")
        .map((phrase) => phrase.trim())
        .filter(Boolean)
        .map((phrase): [string, Sense] => [keyOf(phrase), sense]),
    );

const rank = (sense: Sense) => (WEAK.includes(sense) ? WEAK.indexOf(sense) : WEAK.length);

/** All phrases, by what is compared of them. */
export const PHRASES: ReadonlyMap<string, Sense> = new Map([ENGLISH, CHINESE].flatMap(entriesOf));

/** Pieces that the longest phrase is made of: words, or Chinese characters. */
export const LONGEST = Math.max(...[...PHRASES.keys()].map((key) => key.split(" ").length));
