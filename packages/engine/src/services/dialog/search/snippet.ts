import { fold } from "./fold.ts";
import { placesIn, type Query } from "./query.ts";

/** Characters that are shown around what was found, and in all. */
const BEFORE = 40;
const LONGEST = 160;

/** A part of a text with what was found in it: `marks` are places in `text`, in order. */
export interface Snippet {
  text: string;
  marks: [from: number, to: number][];
}

const segments = new Intl.Segmenter("und", { granularity: "grapheme" });

/** The text around what was found first, cut between characters. */
export function snippetOf(text: string, query: Pick<Query, "atoms">): Snippet {
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  const { folded, starts } = aligned(line);
  const places = placesIn(folded, query).map(([from, to]): [number, number] => [
    starts[from] ?? 0,
    starts[to] ?? line.length,
  ]);
  const first = places[0]?.[0] ?? 0;
  const boundaries = new Set(starts);
  const cut = (at: number) => {
    let place = at;
    while (place > 0 && place < line.length && !boundaries.has(place)) place += 1;
    return place;
  };
  const from = cut(first > BEFORE + 20 ? first - BEFORE : 0);
  const to = cut(Math.min(line.length, from + LONGEST));
  const [before, after] = [from > 0 ? "…" : "", to < line.length ? "…" : ""];
  const shift = before.length - from;
  const marks = places
    .filter(([begin, end]) => begin >= from && end <= to)
    .map(([begin, end]): [number, number] => [begin + shift, end + shift]);
  return { text: before + line.slice(from, to) + after, marks };
}

/** A text folded character by character, and where in the text each place of that is. */
function aligned(line: string): { folded: string; starts: number[] } {
  let folded = "";
  const starts: number[] = [];
  for (const { segment, index } of segments.segment(line)) {
    const part = fold(segment);
    for (let place = 0; place < part.length; place += 1) starts.push(index);
    folded += part;
  }
  starts.push(line.length);
  return { folded, starts };
}
