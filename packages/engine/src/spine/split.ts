/** How long a text may be, and what is counted: what people see as a character, code units of UTF-16, or bytes of UTF-8. */
export interface Length {
  most: number;
  in: "characters" | "units" | "bytes";
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Where a text is cut best: behind a paragraph, a line, a sentence, a word. */
const ENDS = [/\n\s*\n/gu, /\n/gu, /[。！？；…]|[.!?;](?=\s)/gu, /\s+|[，、：]/gu];

/** Of a part, how much must be used before a better place to cut is taken. */
const LEAST = 0.3;
/** Code units of one character, and more than anybody writes: what is longer is cut within. */
const LONGEST = 64;

/**
 * A text in parts that are no longer than they may be. Nothing but white space between parts is left out. A single character
 * that is longer than a part may be is a part of its own.
 */
export function split(text: string, length: Length): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== "") {
    const fits = longestBeginning(rest, length);
    const part = fits.length < rest.length ? fits.slice(0, cut(fits, rest)) : rest;
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return parts;
}

function longestBeginning(text: string, length: Length): string {
  const end = length.in === "characters" ? endOfCharacters(text, length.most) : endOfUnits(text, length);
  return text.slice(0, end);
}

/** Where so many characters end. Looks no further than they can reach. */
function endOfCharacters(text: string, most: number): number {
  if (text.length <= most) return text.length;
  let count = 0;
  for (const { index } of characters.segment(text.slice(0, most * LONGEST))) if (count++ === most) return index;
  return Math.min(text.length, most * LONGEST);
}

/** Where the last character begins that does not fit any more. Only what is around it is looked at: of a long text each part takes the same time. */
function endOfUnits(text: string, { most, in: unit }: Length): number {
  const end = unit === "units" ? most : unitsOf(text, most);
  if (end >= text.length) return text.length;
  const from = plainBefore(text, end);
  const around = characters.segment(text.slice(from, end + LONGEST)).containing(end - from);
  const { index, segment } = around as Intl.SegmentData;
  // What fills all that is looked at is nothing that people write: it is cut within.
  if (segment.length >= LONGEST) return isLow(text, end) ? end - 1 : end;
  return from + index || segment.length;
}

/** How many code units have no more than so many bytes in UTF-8. */
function unitsOf(text: string, most: number): number {
  let bytes = 0;
  let units = 0;
  for (const point of text) {
    bytes += Buffer.byteLength(point);
    if (bytes > most) return units;
    units += point.length;
  }
  return units;
}

/** A place shortly before where a character begins for sure. */
function plainBefore(text: string, end: number): number {
  for (let at = end - 1; at > end - LONGEST && at > 0; at--) if (text.charCodeAt(at) < 128) return at;
  return Math.max(0, end - LONGEST);
}

const isLow = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at));

/** Where to cut what fits: at the last of the best ends that leaves enough before it, else where it is full. */
function cut(fits: string, text: string): number {
  for (const end of ENDS) {
    const found = [...`${fits}${text.slice(fits.length, fits.length + 1)}`.matchAll(end)];
    const places = found.map((match) => match.index + match[0].length).filter((place) => place <= fits.length);
    const last = places.at(-1);
    if (last !== undefined && last >= fits.length * LEAST) return last;
  }
  return fits.length;
}
