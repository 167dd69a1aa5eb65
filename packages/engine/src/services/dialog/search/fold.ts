import { Converter } from "opencc-js/t2cn";

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;
const HAN = /[\u4e00-\u9fff]/;
const EACH_HAN = /[\u4e00-\u9fff]/g;
const ONLY_ASCII = /^[\x20-\x7e]*$/;

let simplified: Map<string, string> | undefined;

/**
 * A text as search compares it: NFKC, so that full width and half width are the same; small letters without accents; simplified
 * characters; nothing that cannot be seen; each run of blanks as one blank.
 */
export function fold(text: string): string {
  if (ONLY_ASCII.test(text)) return text.toLowerCase().replace(/ {2,}/g, " ");
  const folded = text
    // First, as what they stood between may be one character.
    .replace(/[\p{Cf}\p{Cs}]/gu, "")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    // What it is at the end of a word depends on whether there is more of it.
    .replaceAll("ς", "σ")
    .replace(/[\s\p{Cc}]+/gu, " ");
  return HAN.test(folded) ? folded.replace(EACH_HAN, simplify) : folded;
}

/** Character by character: what a character becomes must not depend on those beside it, which a query may leave out. */
function simplify(character: string): string {
  simplified ??= simplifiedCharacters();
  return simplified.get(character) ?? character;
}

function simplifiedCharacters(): Map<string, string> {
  const convert = Converter({ from: "t", to: "cn" });
  const all = Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, offset) => String.fromCharCode(FIRST_HAN + offset));
  // In one go, which takes a tenth of the time; the blanks keep it from reading them as words.
  const simple = convert(all.join(" ")).split(" ");
  return new Map(all.flatMap((character, place) => pairOf(character, simple[place] ?? character)));
}

const pairOf = (one: string, other: string): [string, string][] => (one === other ? [] : [[one, other]]);
