/**
 * How many slips make one word of another: letters that are missing, too many, wrong, or swapped with their neighbour
 * (Damerau-Levenshtein, with no letter in two swaps). Where the lengths alone say that they are more than `most`, `most` + 1.
 */
export function slipsBetween(one: string, other: string, most = Infinity): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) next.push(slipsTo({ one, other, at, to, rows: [before, row, next] }));
    [before, row] = [row, next];
  }
  return row.at(-1) ?? 0;
}

interface Cell {
  one: string;
  other: string;
  at: number;
  to: number;
  /** The row before the last, the last one, and what there is of this one. */
  rows: readonly [readonly number[], readonly number[], readonly number[]];
}

function slipsTo({ one, other, at, to, rows: [before, last, row] }: Cell): number {
  const cell = (cells: readonly number[], index: number) => cells[index] ?? Infinity;
  const exchanged = cell(last, to - 1) + (one[at - 1] === other[to - 1] ? 0 : 1);
  const slips = Math.min(cell(row, to - 1) + 1, cell(last, to) + 1, exchanged);
  const swapped = one[at - 1] === other[to - 2] && one[at - 2] === other[to - 1];
  return swapped ? Math.min(slips, cell(before, to - 2) + 1) : slips;
}
