import type { Choice } from "@parley/protocol";
import { fold, type Piece } from "./fold.ts";
import { type Move, moveOf, type Senses, type Situation } from "./effects.ts";
import { isLabel, labelled } from "./labels.ts";
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
    piece.kind === "word" ? { ...piece, key: meant(piece.key, VOCABULARY) } : piece,
  );
  const stretches = phrasesOf(known, PHRASES, LONGEST).filter(
    ({ means, from }) => means || pieces[from]?.kind !== "picture",
  );
  const does = stretches.every(({ means }) => means && means !== "opener") && interpret(stretches, asked);
  if (does) return isAskedBack(pieces) && !BEYOND_QUESTIONS.has(does) ? undefined : { does };
  const choice = asked.choices.length > 0 && labelled(text, asked.choices);
  if (choice) return { does: "pick", choices: [choice] };
  return readBeginning({ folded, pieces: known, stretches }, asked);
}

/** What may end with a question mark and is no question. */
const BEYOND_QUESTIONS: ReadonlySet<Move> = new Set(["greet", "thank", "wrong", "none", "stop"]);
const isAskedBack = (pieces: readonly Piece[]) => pieces.at(-1)?.key === "?" || pieces.at(-1)?.key === "？";

function readPick(text: string, pieces: readonly Piece[], { what, choices }: Asked): Reading | undefined {
  const exact = choices.find((choice) => isLabel(text, choice));
  if (exact) return { does: "pick", choices: [exact] };
  // The last of those that were asked about is not the way out below them.
  const subjects = choices.filter(isSubject);
  const counted = countsFromEnd(pieces) && subjects.length > 0 ? subjects : choices;
  const positions = positionsIn(pieces, counted.length);
  const picked = positions === "this" ? only(subjects) : positions?.map((position) => counted[position - 1]);
  if (picked?.every((choice) => choice !== undefined)) return { does: "pick", choices: picked };
  return positions && what === "choices" ? { does: "which" } : undefined;
}

/** Whether a choice is about something, and no way out. */
export const isSubject = ({ value }: Choice) => value !== "human" && value !== "none" && value !== "bot";
const only = (subjects: readonly Choice[]) => (subjects.length === 1 ? [...subjects] : undefined);

/** “The last one”, “all of them”, “the middle one”. */
const countsFromEnd = (pieces: readonly Piece[]) => {
  const keys = pieces.map(({ key }) => key).join(" ");
  return /\b(?:last|botom|final|penultimate|all|al|both|middle|midle|each)\b|最 后|倒 数|下 面|末 尾|后 一 个|后 面|中 间|都|全/.test(
    keys,
  );
};

/** Which senses there are, and where each came last. */
const sensesOf = (stretches: readonly Stretch<Sense>[]): Senses =>
  new Map(stretches.flatMap(({ means, from }): [Sense, number][] => (means ? [[means, from]] : [])));

function interpret(stretches: readonly Stretch<Sense>[], { what, choices }: Asked): Move | undefined {
  const move = moveOf(sensesOf(stretches), what);
  // “Something else” than a single answer is the next question.
  return move === "none" && what !== "choices" && choices.length < 2 ? "done" : move;
}

interface Beginning {
  folded: string;
  pieces: readonly Piece[];
  stretches: readonly Stretch<Sense>[];
}

/** What may stand before a question without being part of it. */
const LEADS: ReadonlySet<Sense> = new Set(["yes", "no", "okay", "fine", "thanks", "none", "wrong", "drop"]);

/** “No, I meant the refund”: the reply at the beginning, and the rest, which is a question of its own. */
function readBeginning({ folded, pieces, stretches }: Beginning, asked: Asked): Reading | undefined {
  const length = leadLength(stretches);
  const lead = stretches.slice(0, length);
  const does = interpret(lead, asked);
  const next = stretches[length];
  if (!does || !next || !leadsOver(pieces, next, does)) return undefined;
  const begins = stretches.slice(length).find(({ means }) => means !== "link");
  if (!begins) return undefined;
  const rest = folded.slice(pieces[begins.from]?.start).trim();
  const agrees = does === "accept" && sensesOf(lead).has("yes");
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
  // “要怎么退货” says no yes.
  return means === "opener" && does !== "accept" && (pieces[0]?.kind === "word" || from > 1);
}

const HOWEVER = /^(?:but|however|instead|rather|actually|first|但|不过|可是)/;
const QUESTION = /[?？吗呢]|怎么|什么|多久|^(?:how|what|where|when|why|who|which|can|could|is|are|do|does|will)\b/;
