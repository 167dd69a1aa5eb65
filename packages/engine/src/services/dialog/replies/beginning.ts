import type { Asked, Reading } from "./asked.ts";
import type { Move } from "./effects.ts";
import { keysOf, type Piece } from "./fold.ts";
import type { Sense } from "./sense.ts";
import type { Stretch } from "./phrases.ts";
import { agree, interpret, type Phrased } from "./senses.ts";

interface Beginning extends Phrased {
  /** What the pieces were read from. */
  folded: string;
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
export function readBeginning({ folded, pieces, stretches }: Beginning, asked: Asked): Reading | undefined {
  const length = leadLength(stretches);
  const lead = stretches.slice(0, length);
  const does = interpret({ stretches: lead, pieces }, asked);
  const next = stretches[length];
  if (!does || !next || !leadsOver(pieces, next, does)) return undefined;
  const begins = stretches.slice(length).find(({ means }) => means !== "link");
  if (!begins) return undefined;
  const rest = folded.slice(pieces[begins.from]?.start).trim();
  const agrees = does === "accept" && agree({ stretches: lead, pieces });
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
  if (TAKES_MORE.test(keysOf(pieces.slice(0, from)))) return false;
  return means === "opener" && does !== "accept" && (pieces[0]?.kind === "word" || from > 1);
}

/** What is no refusal yet without what comes after it: “not my size”, “I don't want my money back”. */
const TAKES_MORE =
  /^(?:没 有|没|(?:(?:it|its|that|thats|this|is) )*not)$|\b(?:dont|do not|didnt|did not) (?:want|ned|have|mean)(?: to)?$/;
const HOWEVER = /^(?:but|however|instead|rather|actually|first|但|不过|可是)/;
const QUESTION = /[?？吗呢]|怎么|什么|多久|^(?:how|what|where|when|why|who|which|can|could|is|are|do|does|will)\b/;
