import { ENGLISH } from "./lexicon-en.ts";
import { CHINESE } from "./lexicon-zh.ts";
import { keyOf } from "./fold.ts";

/**
 * What short words do in a dialogue, whatever the subject. `yes` and `no` answer a question, `want` too, and where nothing was asked it is a
 * wish of its own; `untrue` denies what was said; `okay` agrees, to a question or to
 * what was said; `fine` says that nothing is needed, `solved` that nothing is any more; `none` and `wrong` refuse what was offered or understood; `drop` takes a
 * wish back, `stop` the wish for a person; `person` names who could help; `link` leads over to something new and `opener` begins
 * it; `filler` adds nothing.
 */
export type Sense =
  | "yes"
  | "want"
  | "no"
  | "untrue"
  | "okay"
  | "solved"
  | "smile"
  | "fine"
  | "thanks"
  | "none"
  | "wrong"
  | "greeting"
  | "bye"
  | "drop"
  | "stop"
  | "person"
  | "please"
  | "link"
  | "opener"
  | "filler";

/** Phrases by what they do, separated by a bar; how they are written (case, width, repeated letters) does not count. */
export type Lexicon = Record<Sense, string>;

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
