import { normalise } from "../../../../text/normalise.ts";
import { soundOf, syllablesOf } from "./syllables.ts";

/** Characters of the longest and the shortest piece that is recognised by its sound. */
const LONGEST = 4;
const SHORTEST = 2;
/** Characters that are mended; longer texts have enough that is right. */
const ENOUGH = 120;
/** How often a piece must be written for others to be taken for it. */
const OFTEN = [0, 0, 4, 2, 2];
const ASCII = /^[ -~]*$/;
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
  const pieces = countPieces(texts);
  const bySound = new Map<string, Written>();
  for (const [piece, count] of pieces) {
    // What is written too seldom to be meant is not heard either.
    if (count < (OFTEN[piece.length] ?? 0)) continue;
    const sound = soundsOf(piece);
    if (count > (bySound.get(sound)?.count ?? 0)) bySound.set(sound, { piece, count });
  }
  const isWritten = (piece: string) => pieces.has(piece);

  return (text) => {
    if (text.length > ENOUGH) return text;
    if (/\p{Script=Han}/u.test(text)) return text.replaceAll(HAN_RUN, (run) => mendRun(run, bySound, isWritten));
    return fromLatin(text, bySound) ?? text;
  };
}

function countPieces(texts: Iterable<string>): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const text of texts) {
    if (ASCII.test(text)) continue;
    const runs = normalise(text).match(HAN_RUN) ?? [];
    for (const piece of runs.flatMap(piecesOf)) pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
  }
  return pieces;
}

function piecesOf(run: string): string[] {
  const found: string[] = [];
  for (let length = 1; length <= LONGEST; length++) {
    for (let at = 0; at + length <= run.length; at++) found.push(run.slice(at, at + length));
  }
  return found;
}

const soundsOf = (piece: string): string => Array.from(piece, (character) => soundOf(character) ?? "").join(" ");

/** Longer pieces first: what stands around tells which of the same sound is meant. */
function mendRun(run: string, bySound: ReadonlyMap<string, Written>, isWritten: (piece: string) => boolean): string {
  for (let length = LONGEST; length >= SHORTEST; length--) {
    for (let at = 0; at + length <= run.length; at++) {
      const piece = run.slice(at, at + length);
      const meant = isWritten(piece) ? undefined : bySound.get(soundsOf(piece));
      if (!meant || meant.count < (OFTEN[length] ?? 0) || !shares(piece, meant.piece)) continue;
      const mended = run.slice(0, at) + meant.piece + run.slice(at + length);
      if (fits(mended, run, isWritten)) return mendRun(mended, bySound, isWritten);
    }
  }
  return run;
}

/** Half of the characters must be right already: pieces that only sound alike may be words of their own. */
function shares(piece: string, other: string): boolean {
  const same = Array.from(piece).filter((character, at) => character === other[at]).length;
  return same * 2 >= piece.length;
}

/** Whether each character that changed stands beside others as it does elsewhere: 天气 is not meant to be 天期. */
function fits(mended: string, before: string, isWritten: (piece: string) => boolean): boolean {
  return Array.from(mended).every((character, at) => {
    if (character === before[at]) return true;
    const pairs = [mended.slice(Math.max(0, at - 1), at + 1), mended.slice(at, at + 2)];
    return pairs.every((pair) => pair.length < 2 || isWritten(pair));
  });
}

/** Latin letters read as Chinese; nothing if they are not, or nobody writes so. */
function fromLatin(text: string, bySound: ReadonlyMap<string, Written>): string | undefined {
  const words = (text.match(/[a-zü]+/gi) ?? []).map(syllablesOf);
  const sounds = words.flatMap((word) => word ?? []);
  if (sounds.length < SHORTEST || words.includes(undefined)) return undefined;
  const pieces: string[] = [];
  for (let at = 0; at < sounds.length;) {
    const longest = longestPiece(sounds.slice(at, at + LONGEST), bySound);
    pieces.push(longest.piece);
    at += longest.length;
  }
  const recognised = pieces.filter((piece) => piece.length > 1).join("").length;
  return recognised * 2 >= sounds.length ? pieces.join("") : undefined;
}

/** The longest piece that is often written and sounds as these syllables begin; else whatever sounds like the first. */
function longestPiece(sounds: readonly string[], bySound: ReadonlyMap<string, Written>) {
  for (let length = sounds.length; length > 1; length--) {
    const written = bySound.get(sounds.slice(0, length).join(" "));
    if (written && written.count >= (OFTEN[length] ?? 0)) return { piece: written.piece, length };
  }
  return { piece: bySound.get(sounds[0] ?? "")?.piece ?? "", length: 1 };
}
