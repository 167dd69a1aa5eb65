import { pinyin } from "pinyin-pro";

const FIRST_HAN = 0x4e00;
const LAST_HAN = 0x9fff;

/** Characters that nearly always sound otherwise than a dictionary names first. */
const USUALLY: Readonly<Record<string, string>> = { 了: "le" };

let sounds: string[] | undefined;
let known: Set<string> | undefined;

/** How a Chinese character sounds, in Latin letters without tones; nothing for any other character. */
export function soundOf(character: string): string | undefined {
  return all()[character.charCodeAt(0) - FIRST_HAN];
}

/** The syllables that a word in Latin letters is made of ("kuaidi": kuai, di); nothing if it is no Chinese. */
export function syllablesOf(word: string): string[] | undefined {
  known ??= new Set(all());
  return word.length > LONGEST_WORD ? undefined : cut(word.toLowerCase(), known);
}

/** Letters of the longest syllable, and of the longest word that people write in Latin letters. */
const LONGEST = 6;
const LONGEST_WORD = 24;

/** From the longest syllable that the rest of the word allows. */
function cut(word: string, syllables: ReadonlySet<string>): string[] | undefined {
  if (word === "") return [];
  for (let length = Math.min(LONGEST, word.length); length > 0; length--) {
    const first = word.slice(0, length);
    const rest = syllables.has(first) ? cut(word.slice(length), syllables) : undefined;
    if (rest) return [first, ...rest];
  }
  return undefined;
}

function all(): string[] {
  sounds ??= Array.from({ length: LAST_HAN - FIRST_HAN + 1 }, (_, offset) => {
    const character = String.fromCharCode(FIRST_HAN + offset);
    const sound = USUALLY[character] ?? pinyin(character, { toneType: "none", v: true });
    return sound === character ? "" : sound;
  });
  return sounds;
}
