import { SPECIAL_ROWS, type Parts } from "./file.ts";
import { normalise } from "./normalise.ts";

const UNKNOWN = 0;
const START = 1;
const END = 2;

/** The most pieces of a text that are read; what comes after them is ignored. */
export const MAX_PIECES = 256;
const MAX_CHARACTERS = 2_000;

/** Creates the function that cuts a text into its likeliest pieces (Kudo 2018), as rows of the table between those of start and end. */
export function createTokeniser({ pieces, scores, unknown }: Parts): (text: string) => Int32Array {
  const longest = pieces.reduce((most, { length }) => Math.max(most, length), 0);

  /** The first of these pieces, alike up to `place`, whose unit there is `unit` or more. */
  function firstFrom(range: readonly [number, number], place: number, unit: number): number {
    let [from, to] = range;
    while (from < to) {
      const middle = (from + to) >> 1;
      // The unit of a piece that ends before is not a number; such a piece comes first.
      if ((pieces[middle] as string).charCodeAt(place) >= unit) to = middle;
      else from = middle + 1;
    }
    return from;
  }

  return (text) => {
    const normal = normalise(text.slice(0, MAX_CHARACTERS));
    const { length } = normal;
    const best = new Float64Array(length + 1).fill(Number.NEGATIVE_INFINITY);
    const rows = new Int32Array(length + 1);
    const from = new Int32Array(length + 1);
    best[0] = 0;

    function offer(start: number, end: number, score: number, row: number): void {
      if (score <= (best[end] as number)) return;
      best[end] = score;
      from[end] = start;
      rows[end] = row;
    }

    for (let start = 0; start < length;) {
      const before = best[start] as number;
      const character = (normal.codePointAt(start) as number) > 0xffff ? 2 : 1;
      let single = false;
      // Pieces that begin with what stands here lie beside each other; every unit more leaves fewer of them.
      let [low, high] = [0, pieces.length];
      for (let end = start + 1; end <= Math.min(length, start + longest); end++) {
        const place = end - start - 1;
        const unit = normal.charCodeAt(end - 1);
        low = firstFrom([low, high], place, unit);
        high = firstFrom([low, high], place, unit + 1);
        if (low === high) break;
        if ((pieces[low] as string).length > place + 1) continue;
        offer(start, end, before + (scores[low] as number), low + SPECIAL_ROWS);
        if (end - start === character) single = true;
      }
      if (!single) offer(start, start + character, before + unknown, UNKNOWN);
      start += character;
    }
    return collect(rows, from);
  };
}

function collect(rows: Int32Array, from: Int32Array): Int32Array {
  const found: number[] = [];
  for (let end = rows.length - 1; end > 0; end = from[end] as number) found.push(rows[end] as number);
  if (found.length === 0) found.push(UNKNOWN);
  return Int32Array.from([START, ...found.reverse().slice(0, MAX_PIECES), END]);
}
