import type { Profile } from "@parley/protocol";

/** Shorter says nothing that has to be suggested; longer is written for one case. */
const LENGTH = { least: 8, most: 1_500 };
/**
 * An address of mail, five digits and more with what is written between digits (also as Chinese characters), or a link that carries
 * something.
 */
const SOMEBODYS =
  /[^\s@]+@[^\s@]+\.[^\s@]|\p{Nd}(?:[\p{Zs}./()_\p{Pd}]{0,4}\p{Nd}){4}|[〇零一二三四五六七八九幺]{5}|(?:https?:\/\/|www\.)[^\s)]*[?#=][^\s)]*/iu;
/** Chinese family names of two characters. */
const COMPOUND = /^(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|南宫|独孤|歐陽|諸葛|東方)/u;
/** What Chinese people are called by, after a part of their name and before it. */
const TITLES =
  "先生|女士|小姐|太太|夫人|老师|老師|同学|同學|师傅|師傅|经理|經理|老板|老闆|总|總|哥|姐|叔|阿姨|医生|醫生|律师|律師|教授|工|董|主任";
/** How people say what they are called. */
const CALLED = [
  /(?:[Mm]y name is|[Mm]y name[’']s|[Nn]ame:|[Cc]all me) *(\p{L}[\p{L}'-]+(?: +\p{Lu}[\p{L}'-]+)?)/gu,
  /(?:\bI am|\bI'm|\bI’m|\b[Tt]his is) +(\p{Lu}[\p{L}'-]+(?: +\p{Lu}[\p{L}'-]+)?)/gu,
  /(?:我叫|我的名字是|名字叫|姓名[是:：]?|收件人[是:：]?|称呼我) *(\p{Script=Han}{2,4})/gu,
  /(?:我姓|免贵姓) *(\p{Script=Han})/gu,
];

/** Whose words may be: what is known of the person who was told them, what they said themselves, and who told them. */
export interface Whose {
  profiles: readonly Profile[];
  /** All that the person said. */
  said?: string | undefined;
  /** What the agent is called. */
  agent?: string | undefined;
}

/**
 * Whether words may be kept for others at all: nothing in them looks like somebody's number, address or link, and nothing that is known
 * of the person, that they named themselves, or that the agent is called stands in them.
 */
export function mayBeNobodys(text: string, { profiles, said = "", agent = "" }: Whose): boolean {
  const words = plain(text);
  if (words.length < LENGTH.least || words.length > LENGTH.most || SOMEBODYS.test(words)) return false;
  const names = [...profiles.map(({ name }) => name ?? ""), agent, ...namesIn(said)];
  const known = [...names.flatMap(partsOf), ...profiles.flatMap(valuesOf), ...numbersIn(said)].map(plain);
  return known.every((one) => !words.includes(one)) && !names.some((name) => isAddressed(words, plain(name)));
}

/** However wide it is written, in small letters, and without characters that are not seen. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replace(/\p{Cf}/gu, "")
    .toLowerCase();

/** A name and each word of it; of a Chinese one what is behind the family name. */
function partsOf(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u);
  const given = words.flatMap((word) =>
    /^\p{Script=Han}{3,4}$/u.test(word) ? word.replace(COMPOUND, "").slice(-2) : [],
  );
  return [name.trim(), ...words, ...given].filter((part) => part.length >= 2);
}

/** Whether somebody is called by a part of their Chinese name. */
function isAddressed(words: string, name: string): boolean {
  if (!/^\p{Script=Han}{1,4}$/u.test(name)) return false;
  const [family = ""] = COMPOUND.exec(name) ?? [];
  const any = [family, ...Array.from(name)].filter(Boolean).join("|");
  return new RegExp(`(?:${any})(?:${TITLES})|[小老阿](?:${any})`, "u").test(words);
}

function valuesOf({ email = "", phone, userId, attributes = {} }: Profile): string[] {
  const own = email.replace(/@.*/su, "").split(/[^\p{L}]+/u);
  const values = [email, phone, userId, ...own, ...Object.values(attributes)].map((value) => String(value ?? ""));
  return values.filter((value) => value.length >= 4);
}

const namesIn = (said: string): string[] =>
  CALLED.flatMap((pattern) => [...said.matchAll(pattern)].flatMap(([, name = ""]) => [name, ...shorter(name)]));

/** Chinese goes on without a blank: the name may end earlier. */
const shorter = (name: string): string[] =>
  /^\p{Script=Han}{3,4}$/u.test(name) ? [name.slice(0, 2), name.slice(0, 3)] : [];

/** Numbers and whatever has a digit: of an order, a house, a seat. */
const numbersIn = (said: string): string[] =>
  (plain(said).match(/[a-z\d][a-z\d-]*/g) ?? []).filter((word) => word.length >= 2 && /\d/.test(word));
