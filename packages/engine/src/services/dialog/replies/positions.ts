import { keyOf, type Piece } from "./fold.ts";
import { phrasesOf } from "./phrases.ts";

/** A place in a list, from 1; from the end if it is negative; or all of them, or the one between. */
type Position = number | "all" | "middle" | "this";

const NUMBERS: [Position, string][] = [
  [
    1,
    "1|first|1st|1 st|frist|fisrt|top one|the top|upper|option a|choice a|一|壹|①|❶|头一个|首个|前一个|上面那个|上面的|上面这个|最上面|最上面的|最上面那个|前面那个|前者",
  ],
  [2, "2|two|second|2nd|2 nd|secnd|secound|sencond|option b|choice b|二|两|贰|②|❷|后者"],
  [3, "3|three|third|3rd|3 rd|thrid|option c|choice c|三|叁|③|❸"],
  [4, "4|four|fourth|forth|4th|4 th|option d|choice d|四|④|❹"],
  [5, "5|five|fifth|5th|5 th|五|⑤|❺"],
  [6, "6|six|sixth|6th|6 th|六|⑥|❻"],
  [7, "7|seven|seventh|7th|7 th|七|⑦"],
  [8, "8|eight|eighth|8th|8 th|八|⑧"],
  [9, "9|nine|ninth|9th|9 th|九|⑨"],
  [10, "10|ten|tenth|10th|10 th|十|⑩"],
  [
    -1,
    "last|last one|lastone|the last|the last one|bottom|bottom one|final|final one|最后|最后一个|最后那个|最后1个|最后的|最后一项|最后一条|最后一种|末尾|倒数第一|倒数第一个|倒数第1个|下面那个|下面的|最下面|最下面的|最下面那个|后一个|后面那个",
  ],
  [
    -2,
    "second last|second to last|second from last|next to last|last but one|penultimate|倒数第二|倒数第二个|倒数第2个",
  ],
  [-3, "third last|third to last|third from last|倒数第三|倒数第三个|倒数第3个"],
  [
    "middle",
    "middle|the middle|middle one|the middle one|center one|one in the middle|中间|中间的|中间那个|中间一个|中间这个",
  ],
  [
    "all",
    "all|both|all of them|all of these|both of them|all three|both of these|each|都要|都是|都想问|都想知道|都想了解|全部|全都要|全部都要|两个都|三个都|都选|都需要|全选",
  ],
  ["this", "this one|that one|这个|那个|这一个|那一个"],
];

/** What people put around a number when they pick. */
const AROUND = `the|will do|have|right|correct|就行|两个|thing|very|at|those|these|numero|letter|on|there|by|no wait|so|actually|really|ill go with|ill go for|for me|here|above|below|guess its|its the|make it|number|numbr|num|no|nr|nº|option|opt|options|choice|answer|item|point|pick|picking|choose|choosing|chose|select|selecting|take|taking|go|going|go with|going with|i|ill|id|im|i will|would|like|want|need|mean|meant|please|pls|plz|it|is|its|think|for|with|button|one|and|or|yes|yeah|yep|ok|okay|sure|thanks|thank you|thx|hi|would be|should be|must be|my|question|about|press|click|to|know|then|guess|maybe|probably|well|hmm|um|ones|list|in|of|from|tell me|show me|lets|let me|see|try|me|just|do|that|this|was|
  第|个|条|项|种|号|点|选项|选择|选|我选|要|我要|想要|想问|想了解|想知道|就|那|那就|这|的|吧|呀|啊|呢|哦|哈|是|应该是|可能是|大概是|好像是|谢谢|麻烦|请|我想问|我问|问|看|点击|按|按钮|答案|问题|里|里面|和|与|跟|还有|、|了|我|您|你|好|好的|嗯|嗯嗯|亲|哪|就是|我的是|帮我|给我|说|说的|讲|说说|讲讲|介绍|一下|选第|我选第|序号|编号|数字|回复|我说的是|我指的是|我要问的是|我想问的是|我问的是|我说`;

const DICTIONARY: ReadonlyMap<string, Position | "around"> = new Map<string, Position | "around">([
  ...AROUND.split("|").map((phrase): [string, "around"] => [keyOf(phrase), "around"]),
  ...NUMBERS.flatMap(([position, written]) =>
    written.split("|").map((phrase): [string, Position] => [keyOf(phrase), position]),
  ),
]);
const LONGEST = 6;

/**
 * The places that a message names and nothing else, such as “2.”, “the 2nd one please”, “第二个”, “②”, “1 and 3”: numbers from
 * 1, as many as there are choices at most unless it names more than there are. Nothing if it says anything else.
 */
export function positionsIn(pieces: readonly Piece[], choices: number): number[] | "this" | undefined {
  if (isFigure(pieces)) return undefined;
  const letter = letterOf(pieces);
  if (letter !== undefined) return [letter];
  const found = phrasesOf(pieces, DICTIONARY, LONGEST).map((stretch) => ({
    ...stretch,
    means: stretch.means ?? numberOf(pieces[stretch.from]),
  }));
  if (found.some(({ means }) => means === undefined)) return undefined;
  const named = found.flatMap(({ means }) => (means === undefined || means === "around" ? [] : [means]));
  if (named.includes("all")) return Array.from({ length: choices }, (_, index) => index + 1);
  const numbers = named.filter((means) => means !== "this");
  if (numbers.length === 0 && named.includes("this")) return "this";
  // “One” goes with every other number; without one it is a number itself.
  if (numbers.length === 0)
    return found.some(({ from, to }) => to === from + 1 && pieces[from]?.key === "one") ? [1] : undefined;
  return [...new Set(numbers.flatMap((position) => (position === "all" ? [] : placeOf(position, choices))))];
}

/** “b”, and nothing else. */
function letterOf(pieces: readonly Piece[]): number | undefined {
  const [only, ...others] = pieces.filter(({ kind }) => kind !== "mark");
  const place = only && others.length === 0 ? "abcde".indexOf(only.key) : -1;
  return place >= 0 && only?.key.length === 1 ? place + 1 : undefined;
}

function placeOf(position: Exclude<Position, "all" | "this">, choices: number): number {
  if (position === "middle") return Math.ceil(choices / 2);
  return position < 0 ? choices + 1 + position : position;
}

function numberOf(piece: Piece | undefined): number | undefined {
  const digits = piece?.kind === "number" ? /^[#№]?0?(\d{1,2})$/.exec(piece.key)?.[1] : undefined;
  if (digits !== undefined) return Number(digits);
  const letter = piece?.kind === "word" && piece.key.length === 1 ? "bcde".indexOf(piece.key) : -1;
  return letter < 0 ? undefined : letter + 2;
}

/** “2.5”, “10:30” and “1/2” are figures, not picks. */
function isFigure(pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind, key, start, end }, index) => {
    const [before, after] = [pieces[index - 1], pieces[index + 1]];
    const between = before?.kind === "number" && after?.kind === "number";
    return kind === "mark" && /[.:/]/.test(key) && between && before.end === start && after.start === end;
  });
}
