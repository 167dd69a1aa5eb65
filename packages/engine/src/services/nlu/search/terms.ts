import { normalise } from "../../../text/normalise.ts";

const PIECE = /\p{Script=Han}+|[\p{L}\p{N}][\p{L}\p{N}']*/gu;
const HAN = /^\p{Script=Han}/u;

/** Words that say nothing about what a sentence is about. */
const STOP_WORDS = new Set(
  (
    "a an the is are am was were be been do does did can could will would shall should may might must i i'm i've i'd me my mine " +
    "we us our you your it it's its he she they them their this that these those there here to of in on at for from by with " +
    "and or but if so as than then no not yes please just about what what's which who how when where why have has had get got " +
    "的 了 吗 呢 吧 啊 呀 我 你 您 是 在 有 和 就 都 也 请 啦 么 哪 这 那 个"
  ).split(" "),
);

/** What a text is searched by: English words without endings, alone and in pairs, Chinese characters likewise. */
export function terms(text: string): string[] {
  const found: string[] = [];
  let before: string | undefined;
  for (const piece of normalise(text).match(PIECE) ?? []) {
    if (HAN.test(piece)) found.push(...pairs(piece));
    const [word] = HAN.test(piece) ? [] : words(piece);
    if (word) found.push(word);
    if (word && before) found.push(`${before} ${word}`);
    before = word ?? (HAN.test(piece) ? undefined : before);
  }
  return found;
}

function words(word: string): string[] {
  return STOP_WORDS.has(word) ? [] : [stem(word)];
}

/** Single characters too: a pair split by a word between is still found, and rare characters say much. */
function pairs(run: string): string[] {
  const characters = Array.from(run);
  const found = characters.filter((character) => !STOP_WORDS.has(character));
  for (let at = 1; at < characters.length; at++) found.push(`${characters[at - 1]}${characters[at]}`);
  return found;
}

/** Takes off the endings of plurals and tenses, so that "shipping" finds "shipped". */
function stem(word: string): string {
  const bare = word.replace(/'s?$/, "");
  if (bare.length <= 3) return bare;
  const singular = bare
    .replace(/(ss|sh|ch|x|z)es$/, "$1")
    .replace(/ies$/, "y")
    .replace(/(?<![su])s$/, "");
  const root = singular.replace(/(?<=[a-z]{3})(?:ing|ed)$/, "");
  const single = root === singular ? root : root.replace(/([bdgkmnprt])\1$/, "$1");
  return single.replace(/(?<=[a-z]{3})e$/, "").replace(/(?<=[a-z]{3})y$/, "i");
}
