import { split } from "../../spine/split.ts";

/** What phones show since 1991: each a septet; those of the second row two. */
const GSM = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const GSM_TWO = new Set("\f^{}\\[~]|€");

/** Of a message alone, and of each piece of a longer one, which has a head: septets, and code units of UTF-16 where it has other letters. */
const ROOM = { gsm: { alone: 160, piece: 153 }, ucs2: { alone: 70, piece: 67 } };
/** Pieces that are sent as one message: more of them do not come together on many phones. */
const MOST = 10;

/** Marks that writers of texts set, and what phones of 1991 have instead. */
const PLAIN: Readonly<Record<string, string>> = {
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "–": "-",
  "—": "-",
  "…": "...",
  "•": "-",
  "\u00A0": " ",
  "\u202F": " ",
};

const septetsOf = (letter: string) => (GSM.has(letter) ? 1 : GSM_TWO.has(letter) ? 2 : Number.NaN);

export interface Segments {
  alphabet: "gsm" | "ucs2";
  /** Septets, or code units. */
  length: number;
  /** What has to be paid for. */
  pieces: number;
}

/** How a text goes over the air. Pure. */
export function segmentsOf(text: string): Segments {
  const septets = Array.from(text).reduce((sum, letter) => sum + septetsOf(letter), 0);
  const alphabet = Number.isNaN(septets) ? "ucs2" : "gsm";
  const length = alphabet === "gsm" ? septets : text.length;
  const { alone, piece } = ROOM[alphabet];
  return { alphabet, length, pieces: length <= alone ? 1 : Math.ceil(length / piece) };
}

/** A text that costs less where only its marks are none that phones have always had: then they are written plainly. Pure. */
export function plainly(text: string): string {
  const plain = text.replaceAll(/[‘’“”–—…•\u00A0\u202F]/g, (mark) => PLAIN[mark] ?? mark);
  return segmentsOf(plain).alphabet === "gsm" ? plain : text;
}

/** A text in messages of which each comes together on phones. Pure. */
export function messagesOf(text: string): string[] {
  const plain = plainly(text);
  const { alphabet, pieces } = segmentsOf(plain);
  if (pieces <= MOST) return [plain];
  const most = MOST * ROOM[alphabet].piece;
  const whole = split(plain, { most, in: "units" });
  // Where many letters count twice half as many fit for sure.
  return whole.flatMap((part) =>
    segmentsOf(part).pieces <= MOST ? [part] : split(part, { most: most / 2, in: "units" }),
  );
}
