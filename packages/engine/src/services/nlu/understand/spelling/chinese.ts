import { normalise } from "../../model/text/normalise.ts";
import { soundOf, syllablesOf } from "./syllables.ts";

/** Characters of the longest and the shortest piece that is recognised by its sound. */
const LONGEST = 4;
const SHORTEST = 2;
/** Characters that are mended; longer texts have enough that is right. */
const ENOUGH = 120;
/** How often a piece must be written for others to be taken for it. */
const OFTEN = [0, 0, 4, 2, 2];
const HAN_RUN = /\p{Script=Han}+/gu;

interface Written {
  piece: string;
  count: number;
}

/**
 * Creates the function that writes Chinese as it is meant which is written by sound: with other characters of the same sound
 * (快弟), or in Latin letters (kuaidi). What it is meant to be is known from how these texts are written.
 */
export function createChineseSpelling(texts: Iterable<string>): (text: string) => string {
  const pieces = new Map<string, number>();
  for (const text of texts) {
    for (const run of normalise(text).match(HAN_RUN) ?? []) {
      for (const piece of piecesOf(run)) pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
    }
  }
  const bySound = new Map<string, Written>();
  for (const [piece, count] of pieces) {
    const sound = soundsOf(piece);
    if (sound && count > (bySound.get(sound)?.count ?? 0)) bySound.set(sound, { piece, count });
  }
  const isWritten = (piece: string) => pieces.has(piece);

  return (text) => {
    if (text.length > ENOUGH) return text;
    if (/\p{Script=Han}/u.test(text)) return text.replaceAll(HAN_RUN, (run) => mendRun(run, bySound, isWritten));
    return fromLatin(text, bySound) ?? text;
  };
}

function piecesOf(run: string): string[] {
  const found: string[] = [];
  for (let length = 1; length <= LONGEST; length++) {
    for (let at = 0; at + length <= run.length; at++) found.push(run.slice(at, at + length));
  }
  return found;
}

const soundsOf = (piece: string): string => [...piece].map((character) => soundOf(character) ?? "").join(" ");

/** Longer pieces first: what stands around tells which of the same sound is meant. */
function mendRun(run: string, bySound: ReadonlyMap<string, Written>, isWritten: (piece: string) => boolean): string {
  for (let length = LONGEST; length >= SHORTEST; length--) {
    for (let at = 0; at + length <= run.length; at++) {
      const piece = run.slice(at, at + length);
      const meant = isWritten(piece) ? undefined : bySound.get(soundsOf(piece));
      if (meant && meant.count >= (OFTEN[length] ?? 0) && shares(piece, meant.piece)) {
        const mended = run.slice(0, at) + meant.piece + run.slice(at + length);
        return mendRun(mended, bySound, isWritten);
      }
    }
  }
  return run;
}

/** Half of the characters must be right already: pieces that only sound alike may be words of their own. */
function shares(piece: string, other: string): boolean {
  const same = [...piece].filter((character, at) => character === other[at]).length;
  return same * 2 >= piece.length;
}

/** Latin letters read as Chinese; nothing if they are not, or nobody writes so. */
function fromLatin(text: string, bySound: ReadonlyMap<string, Written>): string | undefined {
  const words = text.match(/[a-zü]+/gi) ?? [];
  const syllables = words.map(syllablesOf);
  const sounds = syllables.flatMap((word) => word ?? []);
  if (sounds.length < SHORTEST || syllables.includes(undefined)) return undefined;
  let written = "";
  let recognised = 0;
  for (let at = 0; at < sounds.length;) {
    let length = Math.min(LONGEST, sounds.length - at);
    while (length > 1 && !bySound.has(sounds.slice(at, at + length).join(" "))) length -= 1;
    const piece = bySound.get(sounds.slice(at, at + length).join(" "))?.piece ?? "";
    if (length > 1) recognised += length;
    written += piece;
    at += length;
  }
  return recognised * 2 >= sounds.length ? written : undefined;
}
