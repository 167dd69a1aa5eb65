/** A piece of a text with a meaning of its own: `start` and `end` are UTF-16 offsets, `value` is its normal form. */
export interface Found {
  type: string;
  start: number;
  end: number;
  value: string;
}

/** Finds pieces of one kind. The text has half-width letters and digits. */
export type Detector = (text: string) => Found[];

const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/g;

/** The text with full-width letters, digits and blanks made half-width; every offset stays what it was. */
export function halfWidth(text: string): string {
  return text.replace(FULL_WIDTH, (character) =>
    character === "\u3000" ? " " : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

/** Makes a detector of a pattern; the first group that matched, or else the whole match, is the piece. */
export function byPattern(type: string, pattern: RegExp, accept: (value: string) => string | undefined): Detector {
  return (text) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const piece = match.slice(1).find((group) => group !== undefined) ?? match[0];
      const value = accept(piece);
      if (value === undefined) return [];
      const start = match.index + match[0].lastIndexOf(piece);
      return [{ type, start, end: start + piece.length, value }];
    });
}

/** Lets detectors look in order of trust: what one has found, a later one cannot find again or cut through. */
export function findAll(text: string, detectors: readonly Detector[]): Found[] {
  const found: Found[] = [];
  for (const detect of detectors) {
    for (const piece of detect(text)) {
      if (found.every(({ start, end }) => piece.end <= start || piece.start >= end)) found.push(piece);
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
