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
