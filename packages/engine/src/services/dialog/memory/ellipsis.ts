/**
 * How much a message leaves out that was said before. `all`: it names no subject (“how long does that take”, “那要多久”);
 * `some`: it points back and names something too (“and to Germany?”, “does it cover batteries”, “香港呢”); `perhaps`: it is only
 * short.
 */
export type Ellipsis = "all" | "some" | "perhaps";

/** Longer messages say what they are about. Words, and Chinese characters. */
const MOST = { pointing: { words: 9, characters: 14 }, perhaps: { words: 6, characters: 10 } };

const ENGLISH = {
  begins:
    /^(?:ok(?:ay)?[, ]+)?(?:and|or|but|also|plus|what about|how about|what if|if|even|only|then|except|for|in|to|with|without|on|until|from|by|same for)\b/i,
  /** Who bears something asks of whom and for what: that was said before. */
  bears:
    /\bwho(?:'s| is| has to| must| will| would)? (?:going to |supposed to )?(?:pay|pays|paying|cover|covers|bear|bears)\b/i,
  pronoun: /\b(?:it|its|it's|that|that's|this|they|they're|them|those|these|one|ones)\b/i,
  /** Words that any question may be made of: a message of nothing else has left its subject out. */
  usual: new Set(
    `how much many long often far soon when where who what which why can could do does is are was were will would should must i you we my
    me your us have has need get take takes pay pays cost costs day days time times hour hours month months week weeks money price free fee
    extra work works possible allowed too early late the a an to for of on there so really exactly usually any about then please be been ready and or what's how's where's when's who's`.split(
      /\s+/,
    ),
  ),
};

const CHINESE = {
  begins: /^(?:那|还有|如果|要是|万一|或者|但|可是|包括|另外|也)/,
  ends: /呢[?？!！。~～]*$/,
  bears: /谁(?:来)?(?:出|付|承担|掏|负责)|(?:算|归)谁/,
  pronoun: /它|这个|那个|这种|那种|这些|那些/,
  usual:
    /多久|多少钱|多少|什么时候|何时|几天|几个月|几个|几次|怎么样|怎么|怎样|为什么|为啥|哪里|哪儿|谁|可以|能不能|能|要不要|要|需要|需|会不会|会|有没有|有|吗|嘛|么|的|了|吧|啊|呀|钱|天|到|我|你们|您|是|不|还|都|一定|必须|大概|一般|出|付|收|内|可|多|拿|办|咋|行|最|少|具体|先/g,
};

const HAN = /\p{Script=Han}/gu;

/** Words that put something in place of what was said, or are about who is asked: the question before is over. */
const NEW =
  /^(?:actually|rather|instead|no[,. ]|sorry[,. ])|\b(?:i'd rather|do you (?:think|like)|you think|are you)\b|^(?:算了|还是|不是|不对|改成|其实|而是)|[你您](?:觉得|喜欢|认为|会|是|几岁|多大)/i;
/** A question of its own that is made of such words as leave a subject out. */
const WHOLE =
  /^(?:how (?:do|can|could|should) (?:i|we) pay(?: for (?:it|this|that|them|these))?|what (?:can|do) you do)[?.! ]*$|^(?:怎么|怎样|如何)付钱[?？。 ]*$/i;
/** Where “it” stands for nothing. */
const NOTHING_MEANT = /\b(?:is it (?:possible|true|ok|okay|allowed|safe) (?:to|that|if)\b|is (?:this|it) an?\b)/i;
/** Chinese leaves out who and what it speaks of: “可以叠加吗”, “已经发货了怎么办”, “多久补发”, “电子的吗”. */
const SUBJECTLESS =
  /^(?:还|已经|可以|能|会|要|需要?|是否|几|多久|何时|什么时候|怎么|有)|^[^你您我他她它这那是]{1,4}的[吗么嘛][?？]*$/;

/** Whether a short message has no subject of its own. */
export const isSubjectless = (text: string): boolean => SUBJECTLESS.test(text.trim());

const standsAlone = (text: string): boolean => NEW.test(text) || WHOLE.test(text);

/** Whether, and how surely, a message can be understood only with what was said before. Pure. */
export function ellipsisIn(text: string): Ellipsis | undefined {
  const characters = text.match(HAN)?.length ?? 0;
  const words = text.match(/[\p{Script=Latin}\p{Number}'’-]+/gu) ?? [];
  const isWithin = (most: { words: number; characters: number }) =>
    characters > 0 ? characters + words.length <= most.characters : words.length <= most.words;
  if (characters + words.length === 0 || standsAlone(text.trim()) || !isWithin(MOST.pointing)) return undefined;
  const pointing = characters > 0 ? inChinese(text.trim()) : inEnglish(text.trim(), words);
  return pointing ?? (isWithin(MOST.perhaps) ? "perhaps" : undefined);
}

function inEnglish(text: string, words: readonly string[]): Ellipsis | undefined {
  if (words.every((word) => ENGLISH.usual.has(word.toLowerCase()) || ENGLISH.pronoun.test(word))) return "all";
  return ENGLISH.begins.test(text) || ENGLISH.bears.test(text) || ENGLISH.pronoun.test(text.replace(NOTHING_MEANT, ""))
    ? "some"
    : undefined;
}

function inChinese(text: string): Ellipsis | undefined {
  const named = text.replace(CHINESE.begins, "").replace(CHINESE.pronoun, "").replace(CHINESE.usual, "");
  if ((named.match(HAN) ?? []).length === 0) return "all";
  return [CHINESE.begins, CHINESE.ends, CHINESE.bears, CHINESE.pronoun].some((mark) => mark.test(text))
    ? "some"
    : undefined;
}
