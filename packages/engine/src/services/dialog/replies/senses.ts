import type { Asked } from "./asked.ts";
import { type Move, moveOf, type Senses } from "./effects.ts";
import { keysOf, type Piece } from "./fold.ts";
import type { Sense } from "./sense.ts";
import type { Stretch } from "./phrases.ts";

/** Phrases and the pieces they are made of. */
export interface Phrased {
  stretches: readonly Stretch<Sense>[];
  pieces: readonly Piece[];
}

/** What the senses of phrases do after what was asked. Nothing if they are no reply. */
export function interpret({ stretches, pieces }: Phrased, { what, choices }: Asked): Move | undefined {
  // “没有收到” tells how things are.
  if (stretches.some(({ means }, index) => means === "okay" && isNegated(index, stretches, pieces))) return undefined;
  const move = moveOf(sensesOf({ stretches, pieces }), what);
  // “Something else” than a single answer is the next question.
  return move === "none" && what !== "choices" && choices.length < 2 ? "done" : move;
}

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

/** Whether phrases say yes, which words after them do not take back. */
export const agree = (phrased: Phrased): boolean => [...sensesOf(phrased).keys()].some((means) => AGREES.has(means));

/** Which senses there are, and where each came last. What follows a “不用” at once belongs to it: “不想转” agrees to nothing. */
function sensesOf({ stretches, pieces }: Phrased): Senses {
  const heard = stretches.filter(
    (stretch, index) =>
      !(AGREES.has(stretch.means) && isNegated(index, stretches, pieces)) &&
      // The “哦” of “谢谢你哦” only sounds friendly.
      !(stretches[index - 1]?.to === stretch.from && PARTICLES.test(keysOf(pieces.slice(stretch.from, stretch.to)))),
  );
  return new Map(heard.flatMap(({ means, from }): [Sense, number][] => (means ? [[means, from]] : [])));
}
