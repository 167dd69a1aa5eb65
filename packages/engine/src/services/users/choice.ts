import { ChatError } from "@parley/protocol";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** Whose password it is to be. */
export interface Person {
  name: string;
  email: string;
}

/** Words of this product and its trade, which who guesses a password of ours tries first. */
const OUR_WORDS = "parley kefu customer service support agent admin console owner chat bot robot welcome demo".split(
  " ",
);

/** What passwords of Chinese speakers are often made of (Wang et al., USENIX Security 2019: pinyin of love, names, lucky numbers). */
const CHINESE_HABITS =
  `woaini woai aini woaiwo wobuaini woshishui woshi nihao zhongguo beijing shanghai baobao baobei laopo laogong mima
  qwe asd zxc 1314 520 5201314 1314520 521 168 888 666 a1b2c3 qq wx wang li zhang liu chen yang zhao huang zhou wu xu sun ma zhu hu guo he
  lin gao luo xiao ming`.split(/\s+/);

/** Guesses that a password must stand at least: fewer get through however they are slowed down (zxcvbn, score 2). */
const FEWEST_GUESSES = 1e6;
/** Characters that are looked at: what is weak so far is made no better by more of it, and looking takes long. */
const LOOKED_AT = 48;
/** Letters that must be left of a password without names, our own words, and digits. */
const FEWEST_OWN_LETTERS = 4;

let loading: Promise<ZxcvbnFactory> | undefined;

/** 49,000 common passwords in their order, and rows of keys; loaded when the first password is chosen. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs: graphs, dictionary }] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
  ]);
  const ours = { "parley-words": OUR_WORDS, "chinese-habits": CHINESE_HABITS };
  return new ZxcvbnFactory({ dictionary: { ...dictionary, ...ours }, graphs, maxLength: LOOKED_AT });
}

/** Throws `invalid`, naming `password`, where anybody would soon guess it (OWASP ASVS 5.0, 6.2.4, 6.2.11 and 6.2.12). */
export async function checkChoice(password: string, person: Person): Promise<void> {
  const names = namesOf(person);
  if (isMadeOf([...names, ...OUR_WORDS], password)) {
    throw new ChatError(
      "invalid",
      "A password must not be made of a name, an e-mail address or this product's words.",
      about,
    );
  }
  const { guesses } = (await (loading ??= load())).check(password.slice(0, LOOKED_AT), names);
  if (guesses >= FEWEST_GUESSES) return;
  throw new ChatError(
    "invalid",
    "This password is among the first that anybody would try. Take one that only you know.",
    about,
  );
}

const about = { details: { fields: { password: ["is easy to guess"] } } };

/** The words of which name and address consist, the longest first. */
function namesOf({ name, email }: Person): string[] {
  const words = `${name} ${email}`.toLowerCase().split(/[\s@._+-]+/);
  const all = [email.toLowerCase(), name.toLowerCase(), ...words].filter((word) => word.length >= 2);
  return [...new Set(all)].sort((one, other) => other.length - one.length);
}

function isMadeOf(words: readonly string[], password: string): boolean {
  const rest = words.reduce(
    (left, word) => (word.length < 3 ? left : left.replaceAll(word, "")),
    password.toLowerCase(),
  );
  return rest.length < password.length && rest.replace(/[^\p{L}]/gu, "").length < FEWEST_OWN_LETTERS;
}
