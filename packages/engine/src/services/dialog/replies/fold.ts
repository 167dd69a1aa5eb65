import { Converter } from "opencc-js/t2cn";

/** A word, a Chinese character, a number, a pictogram, or a mark between them. */
export interface Piece {
  /** What is compared: small letters without accents and apostrophes, each once, simplified characters, halfwidth. */
  key: string;
  kind: "word" | "han" | "number" | "picture" | "mark";
  /** Where it begins and ends in the text that was folded. */
  start: number;
  end: number;
}

const PIECE =
  /(?<number>[#№]?\d+)|(?<han>\p{Script=Han})|(?<word>(?:(?!\p{Script=Han})[\p{Letter}\p{M}])+(?:['’´`](?:(?!\p{Script=Han})\p{Letter})+)*)|(?<picture>[\u2460-\u2473\u2776-\u277f\u{1f51f}]|[\d#*]\ufe0f?\u20e3|\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}])|(?<mark>[^\s\p{M}\p{Cf}\u{1f3fb}-\u{1f3ff}])/gu;
const KEYCAP = /([\d*#])\ufe0f?\u20e3/gu;

let convert: ((text: string) => string) | undefined;

/** Simplified characters, whichever kind was written. */
export function simplified(text: string): string {
  if (!/\p{Script=Han}/u.test(text)) return text;
  const toSimplified = (convert ??= Converter({ from: "t", to: "cn" }));
  return toSimplified(text);
}

/** Reads a text as pieces. Skin tones, joiners and variants of pictures are dropped, as are blanks. */
export function fold(text: string): { folded: string; pieces: Piece[] } {
  const folded = simplified(text.normalize("NFC").replace(KEYCAP, " $1 "))
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .toLowerCase();
  const pieces = [...folded.matchAll(PIECE)].map((match): Piece => {
    const [written] = match;
    const kind = (Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined)?.[0] ??
      "mark") as Piece["kind"];
    return { key: compared(written, kind), kind, start: match.index, end: match.index + written.length };
  });
  // What joins or colours a picture is a piece of nothing.
  return { folded, pieces: pieces.filter(({ key }) => key !== "") };
}

function compared(written: string, kind: Piece["kind"]): string {
  if (kind !== "word") return written;
  const plain = written.normalize("NFKD").replace(/[\p{M}'’´`]/gu, "");
  // “okkk”, “yesss” and “nooo” are “ok”, “yes” and “no” with feeling.
  return plain.replace(/(\p{Letter}{2})\1{2,}/gu, "$1$1").replace(/(\p{Letter})\1+/gu, "$1");
}

/** What is compared of several pieces. */
export const keysOf = (pieces: readonly Piece[]): string => pieces.map(({ key }) => key).join(" ");

/** What is compared of a phrase: its pieces' keys with blanks between. */
export const keyOf = (phrase: string): string =>
  fold(phrase)
    .pieces.map(({ key }) => key)
    .join(" ");
