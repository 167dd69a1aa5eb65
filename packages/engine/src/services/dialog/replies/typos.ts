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

/** Letters that must be added, left out, exchanged or swapped to make one word of the other; `most` + 1 if they are more. */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) next.push(stepsTo({ one, other, at, to, rows: [before, row, next] }));
    [before, row] = [row, next];
  }
  return row.at(-1) ?? most + 1;
}

interface Cell {
  one: string;
  other: string;
  at: number;
  to: number;
  /** The row before the last, the last one, and what there is of this one. */
  rows: readonly [readonly number[], readonly number[], readonly number[]];
}

function stepsTo({ one, other, at, to, rows: [before, last, row] }: Cell): number {
  const cell = (cells: readonly number[], index: number) => cells[index] ?? Infinity;
  const exchanged = cell(last, to - 1) + (one[at - 1] === other[to - 1] ? 0 : 1);
  const steps = Math.min(cell(row, to - 1) + 1, cell(last, to) + 1, exchanged);
  const swapped = one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
  return swapped ? Math.min(steps, cell(before, to - 2) + 1) : steps;
}

/** The known word that was meant by one that is not known, if only one letter is wrong. */
export function meant(word: string, known: ReadonlySet<string>): string {
  if (word.length < FORGIVING || known.has(word) || NO_SLIPS.has(word)) return word;
  const near = [...known].find((candidate) => {
    if (candidate.length < FORGIVING || candidate[0] !== word[0] || distance(word, candidate, 1) !== 1) return false;
    return candidate.length !== word.length || word.length >= LENIENT || isSwap(word, candidate);
  });
  return near ?? word;
}

const sorted = (word: string) => word.split("").sort().join("");
const isSwap = (one: string, other: string) => sorted(one) === sorted(other);
