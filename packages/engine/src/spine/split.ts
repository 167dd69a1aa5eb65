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

/**
 * A text in parts that are no longer than they may be. Nothing but white space between parts is left out. A single character
 * that is longer than a part may be is a part of its own.
 */
export function split(text: string, length: Length): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (size(rest, length) > length.most) {
    const fits = longestBeginning(rest, length);
    const part = fits.slice(0, cut(fits, rest));
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return rest === "" ? parts : [...parts, rest];
}

function size(text: string, length: Length): number {
  if (length.in !== "characters") return weightOf(text, length);
  // As many code units are as many characters at most; to count these takes long.
  return text.length <= length.most ? text.length : [...characters.segment(text)].length;
}

const weightOf = (text: string, length: Length) => (length.in === "bytes" ? Buffer.byteLength(text) : text.length);

function longestBeginning(text: string, length: Length): string {
  let used = 0;
  let end = 0;
  for (const { segment, index } of characters.segment(text)) {
    used += length.in === "characters" ? 1 : weightOf(segment, length);
    if (used > length.most && index > 0) return text.slice(0, index);
    end = index + segment.length;
  }
  return text.slice(0, end);
}

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
