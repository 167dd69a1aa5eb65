import { slipsBetween } from "../../../text/slips.ts";

/** Letters that a word must have for a slip of the finger to be forgiven, and for a letter to stand in for another. */
const FORGIVING = 4;
const LENIENT = 5;

/** Words of their own that are a slip away from others. */
const NO_SLIPS = new Set(
  `late line live size sizes order orders cost costs where whats track rate date think thing things thin hell exist exists quite
  treat grate grade night light there their these three think wait want went what when with work word words stock store price
  here hear help need seed sell send sent time item items code codes card cards bank sale sales shop ship free year years`.split(
    /\s+/,
  ),
);

/** The known word that was meant by one that is not known, if only one letter is wrong. */
export function meant(word: string, known: ReadonlySet<string>): string {
  if (word.length < FORGIVING || known.has(word) || NO_SLIPS.has(word)) return word;
  const near = [...known].find((candidate) => {
    if (candidate.length < FORGIVING || candidate[0] !== word[0] || slipsBetween(word, candidate, 1) !== 1)
      return false;
    return candidate.length !== word.length || word.length >= LENIENT || isSwap(word, candidate);
  });
  return near ?? word;
}

const sorted = (word: string) => word.split("").sort().join("");
const isSwap = (one: string, other: string) => sorted(one) === sorted(other);
