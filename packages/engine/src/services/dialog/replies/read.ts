import type { Choice } from "@parley/protocol";
import { CUES_OF } from "./cues.ts";
import { fold, type Piece } from "./fold.ts";
import { type Move, moveOf, type Senses, type Situation } from "./effects.ts";
import { isLabel, labelled } from "./labels.ts";
import { leaningOf } from "./leaning.ts";
import { LONGEST, PHRASES, type Sense } from "./lexicon.ts";
import { phrasesOf, type Stretch } from "./phrases.ts";
import { positionsIn } from "./positions.ts";
import { meant } from "./typos.ts";

/** What the bot's last words were, and what may be picked. */
export interface Asked {
  what: Situation;
  choices: readonly Choice[];
}

export type Reading =
  | { does: "pick"; choices: Choice[] }
  | {
      does: Move;
      /** What was said beside it and has to be understood by itself. */
      rest?: string | undefined;
    };

/** Longer messages are questions of their own, whatever they begin with. */
const MAX_LENGTH = 300;
const VOCABULARY = new Set(
  [...PHRASES.keys()].flatMap((key) => key.split(" ")).filter((word) => /^[a-z]+$/.test(word)),
);

/**
 * Reads a message as the reply to what the bot asked. Pure. Nothing if it is no reply: then it is a question of its own, which
 * has to be understood.
 */
export function readReply(text: string, asked: Asked): Reading | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const { folded, pieces } = fold(text);
  const picked = asked.choices.length > 0 ? readPick(text, pieces, asked) : undefined;
  if (picked) return picked;
  const known = pieces.map((piece) =>
    piece.kind === "word" && !CUES_OF.has(piece.key) ? { ...piece, key: meant(piece.key, VOCABULARY) } : piece,
  );
  const stretches = phrasesOf(known, PHRASES, LONGEST).filter(
    ({ means, from }) => means || pieces[from]?.kind !== "picture",
  );
  const does =
    stretches.every(({ means }) => means && means !== "opener") && interpret({ stretches, pieces: known }, asked);
  if (does) return isAskedBack(pieces) && !BEYOND_QUESTIONS.has(does) ? undefined : { does };
  const choice = asked.choices.length > 0 && labelled(text, asked.choices);
  if (choice) return { does: "pick", choices: [choice] };
  const leaning = leaningOf(known, asked.what);
  return leaning ? { does: leaning } : readBeginning({ folded, pieces: known, stretches }, asked);
}

/** What may end with a question mark and is no question. */
const BEYOND_QUESTIONS: ReadonlySet<Move> = new Set(["greet", "thank", "wrong", "none", "stop"]);
const isAskedBack = (pieces: readonly Piece[]) => pieces.at(-1)?.key === "?" || EITHER.test(keysOf(pieces));
/** “真人还是机器人”. */
const EITHER = /^(?:是 )?(?:真 人|人 工|人|机 器 人) 还 是/;
const keysOf = (pieces: readonly Piece[]) => pieces.map(({ key }) => key).join(" ");

function readPick(text: string, pieces: readonly Piece[], { what, choices }: Asked): Reading | undefined {
  const exact = choices.find((choice, index) => isLabel(text.replace(numbered(index + 1), ""), choice));
  if (exact) return { does: "pick", choices: [exact] };
  // The last of those that were asked about is not the way out below them.
  const subjects = choices.filter(isSubject);
  const counted = countsFromEnd(pieces) && subjects.length > 0 ? subjects : choices;
  // “No let me try first” picks nothing of one.
  const positions = what === "offer" && pieces.length > 2 ? undefined : positionsIn(pieces, counted.length);
  const picked = positions === "this" ? only(subjects) : positions?.map((position) => counted[position - 1]);
  const named = namedTwice(text, choices);
  if (named) return { does: "pick", choices: [named] };
  if (picked?.every((choice) => choice !== undefined)) return { does: "pick", choices: picked };
  return positions && what === "choices" ? { does: "which" } : undefined;
}

/** “2，退货”: a place, and what stands there. */
function namedTwice(text: string, choices: readonly Choice[]): Choice | undefined {
  const [place = "", words, ...more] = text.split(/[，,、:：;；]/u);
  if (!words || more.length > 0) return undefined;
  const [position, ...others] = [positionsIn(fold(place).pieces, choices.length) ?? []].flat();
  const choice = others.length === 0 && typeof position === "number" ? choices[position - 1] : undefined;
  return choice && labelled(words, choices) === choice ? choice : undefined;
}

/** The number of a place before what stands there: “2 - Payment methods”. */
const numbered = (place: number) => new RegExp(`^\\s*[（(#]?${place}\\s*[-–—.:)、．：）]\\s*`, "u");

/** Whether a choice is about something, and no way out. */
export const isSubject = ({ value }: Choice) => value !== "human" && value !== "none" && value !== "bot";
const only = (subjects: readonly Choice[]) => (subjects.length === 1 ? [...subjects] : undefined);

/** “The last one”, “all of them”, “the middle one”. */
const countsFromEnd = (pieces: readonly Piece[]) => {
  const keys = keysOf(pieces);
  return /\b(?:last|botom|final|penultimate|all|al|both|middle|midle|each)\b|最 后|倒 数|下 面|末 尾|后 一 个|后 面|中 间|都|全/.test(
    keys,
  );
};

/** Whether a refusal stands before a word, with nothing but small words between: “不太需要”, “don't transfer me”. */
function isNegated(index: number, stretches: readonly Stretch<Sense>[], pieces: readonly Piece[]): boolean {
  const own = stretches[index];
  const before = stretches.slice(0, index).findLast(({ means }) => means !== "filler");
  if (!own || before?.means !== "no") return false;
  if (pieces.slice(before.to, own.from).some(({ kind }) => kind === "mark")) return false;
  return pieces[own.from]?.kind === "han" || /^(?:dont|do not|not|never)$/.test(lastWords(pieces, before));
}

const PARTICLES = /^[哦噢喔啊呀]$/;
const AGREES: ReadonlySet<Sense | undefined> = new Set(["yes", "want"]);

const lastWords = (pieces: readonly Piece[], { from, to }: Stretch<Sense>) =>
  keysOf(pieces.slice(from, to)).replace(/^please /, "");

/** Which senses there are, and where each came last. What follows a “不用” at once belongs to it: “不想转” agrees to nothing. */
function sensesOf(stretches: readonly Stretch<Sense>[], pieces: readonly Piece[]): Senses {
  const heard = stretches.filter(
    (stretch, index) =>
      !(AGREES.has(stretch.means) && isNegated(index, stretches, pieces)) &&
      // The “哦” of “谢谢你哦” only sounds friendly.
      !(stretches[index - 1]?.to === stretch.from && PARTICLES.test(keysOf(pieces.slice(stretch.from, stretch.to)))),
  );
  return new Map(heard.flatMap(({ means, from }): [Sense, number][] => (means ? [[means, from]] : [])));
}

function interpret(
  { stretches, pieces }: Pick<Beginning, "stretches" | "pieces">,
  { what, choices }: Asked,
): Move | undefined {
  // “没有收到” tells how things are.
  if (stretches.some(({ means }, index) => means === "okay" && isNegated(index, stretches, pieces))) return undefined;
  const move = moveOf(sensesOf(stretches, pieces), what);
  // “Something else” than a single answer is the next question.
  return move === "none" && what !== "choices" && choices.length < 2 ? "done" : move;
}

interface Beginning {
  folded: string;
  pieces: readonly Piece[];
  stretches: readonly Stretch<Sense>[];
}

/** What may stand before a question without being part of it. */
const LEADS: ReadonlySet<Sense> = new Set([
  "yes",
  "want",
  "no",
  "untrue",
  "okay",
  "fine",
  "thanks",
  "none",
  "wrong",
  "drop",
]);

/** “No, I meant the refund”: the reply at the beginning, and the rest, which is a question of its own. */
function readBeginning({ folded, pieces, stretches }: Beginning, asked: Asked): Reading | undefined {
  const length = leadLength(stretches);
  const lead = stretches.slice(0, length);
  const does = interpret({ stretches: lead, pieces }, asked);
  const next = stretches[length];
  if (!does || !next || !leadsOver(pieces, next, does)) return undefined;
  const begins = stretches.slice(length).find(({ means }) => means !== "link");
  if (!begins) return undefined;
  const rest = folded.slice(pieces[begins.from]?.start).trim();
  const agrees = does === "accept" && [...sensesOf(lead, pieces).keys()].some((means) => AGREES.has(means));
  return agrees && !asksMore(folded.slice(pieces[next.from]?.start)) ? { does } : { does, rest };
}

/** Whether what comes after a “yes” is a question; who only adds how things are still says yes. */
const asksMore = (text: string): boolean => HOWEVER.test(text) || QUESTION.test(text);

/** Stretches that reply, without the small words behind the last of them. */
function leadLength(stretches: readonly Stretch<Sense>[]): number {
  const replies = (means: Sense | undefined) => means !== undefined && (LEADS.has(means) || means === "filler");
  const end = stretches.findIndex(({ means }) => !replies(means));
  return stretches.slice(0, Math.max(end, 0)).findLastIndex(({ means }) => means !== "filler") + 1;
}

/** Whether a new sentence begins there: “没收到货” and “no refund received” are one. */
function leadsOver(pieces: readonly Piece[], { means, from }: Stretch<Sense>, does: Move): boolean {
  if (pieces[from - 1]?.kind === "mark" || means === "link") return true;
  // “要怎么退货” says no yes, “没有怎么办” no no.
  if (/^(?:没 有|没|(?:(?:it|its|that|thats|this|is) )*not)$/.test(keysOf(pieces.slice(0, from)))) return false;
  return means === "opener" && does !== "accept" && (pieces[0]?.kind === "word" || from > 1);
}

const HOWEVER = /^(?:but|however|instead|rather|actually|first|但|不过|可是)/;
const QUESTION = /[?？吗呢]|怎么|什么|多久|^(?:how|what|where|when|why|who|which|can|could|is|are|do|does|will)\b/;
