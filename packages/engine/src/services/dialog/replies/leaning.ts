import { CUES_OF, type Cue } from "./cues.ts";
import type { Move, Situation } from "./effects.ts";
import type { Piece } from "./fold.ts";
import { phrasesOf } from "./phrases.ts";

/** Pieces that the longest word of `CUES_OF` is made of. */
const LONGEST = Math.max(...[...CUES_OF.keys()].map((key) => key.split(" ").length));
/** Who says more than this has something to say. Words, or Chinese characters. */
const MAX_PIECES = 14;

/**
 * What a short reply does that is made of everyday words only, whatever their order: “that won't be necessary”, “not at this
 * time”, “我自己再找找”. Nothing if one word is not among them, or where it asks something: then it is a question of its own.
 */
export function leaningOf(pieces: readonly Piece[], situation: Situation): Move | undefined {
  const words = pieces.filter(({ kind }) => kind !== "mark" && kind !== "picture");
  if (words.length === 0 || words.length > MAX_PIECES || asks(pieces)) return undefined;
  const found = phrasesOf(pieces, CUES_OF, LONGEST).filter(
    ({ means, from }) => means || pieces[from]?.kind !== "picture",
  );
  if (found.some(({ means }) => means === undefined)) return undefined;
  const cues: Cues = new Set(found.flatMap(({ means }) => [...(means ?? [])]));
  if (cues.has("bye")) return "leave";
  return cues.has("nobody") && situation !== "waiting" ? undefined : LEANINGS[situation]?.(cues);
}

const ASKING_FIRST = /^(?:can|could|would|wil|shal|is|are|am|do|does|did|have|has|may|might)$/;
const A_NOT_A = /(\p{Script=Han}) 不 \1|有 没 有|是 否|还 是 不/u;

/** Whether it is put as a question: by its mark, its first word, or as Chinese does with a verb said twice. */
function asks(pieces: readonly Piece[]): boolean {
  const keys = pieces.map(({ key }) => key);
  const verb = ASKING_FIRST.test(keys[0] ?? "") && pieces[1]?.kind === "word" && !/^not?$/.test(keys[1] ?? "");
  return verb || keys.includes("?") || A_NOT_A.test(keys.join(" "));
}

type Cues = ReadonlySet<Cue>;

const some = (cues: Cues, ...wanted: Cue[]) => wanted.some((cue) => cues.has(cue));

const afterAnswer = (cues: Cues): Move | undefined => {
  if (cues.has("not")) return cues.has("answer") && !cues.has("person") ? "wrong" : undefined;
  if (cues.has("thanks")) return "thank";
  if (cues.has("person")) return undefined;
  if (some(cues, "good", "solved")) return "acknowledge";
  return some(cues, "wait", "later", "off") && !some(cues, "agree", "answer", "list") ? "acknowledge" : undefined;
};

/** What cues add up to after what the bot said last. */
const LEANINGS: Partial<Record<Situation, (cues: Cues) => Move | undefined>> = {
  offer(cues) {
    if (some(cues, "not", "solved", "off")) return "decline";
    if (cues.has("self") && !cues.has("person")) return "decline";
    if (cues.has("later") && !cues.has("agree")) return "decline";
    return some(cues, "agree", "person", "good") ? "accept" : undefined;
  },
  choices(cues) {
    if (cues.has("not")) return some(cues, "list", "answer", "good") ? "none" : undefined;
    if (cues.has("solved")) return "decline";
    if (cues.has("person")) return "accept";
    return cues.has("thanks") && !cues.has("list") ? "thank" : undefined;
  },
  question(cues) {
    if (cues.has("thanks")) return "thank";
    if (some(cues, "not", "solved", "off", "self")) return "decline";
    return some(cues, "agree", "good") ? "affirm" : undefined;
  },
  waiting(cues) {
    if (cues.has("nobody")) return "greet";
    if (cues.has("not")) return cues.has("answer") && !some(cues, "wait", "agree") ? undefined : "stop";
    if (some(cues, "solved", "off")) return "stop";
    if (cues.has("thanks")) return "thank";
    return some(cues, "wait", "good") ? "acknowledge" : undefined;
  },
  answer: afterAnswer,
  article: afterAnswer,
  else: afterAnswer,
};
