import type { Asked, Reading } from "./asked.ts";
import { readBeginning } from "./beginning.ts";
import { CUES_OF } from "./cues.ts";
import type { Move } from "./effects.ts";
import { fold, keysOf, type Piece } from "./fold.ts";
import { labelled } from "./labels.ts";
import { leaningOf } from "./leaning.ts";
import { LONGEST, PHRASES } from "./lexicon.ts";
import { phrasesOf } from "./phrases.ts";
import { readPick } from "./pick.ts";
import { interpret } from "./senses.ts";
import { meant } from "./typos.ts";

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
  return readPick(text, pieces, asked) ?? readWords(text, { folded, pieces }, asked);
}

function readWords(text: string, { folded, pieces }: ReturnType<typeof fold>, asked: Asked): Reading | undefined {
  const known = pieces.map((piece) =>
    piece.kind === "word" && !CUES_OF.has(piece.key) ? { ...piece, key: meant(piece.key, VOCABULARY) } : piece,
  );
  const stretches = phrasesOf(known, PHRASES, LONGEST).filter(
    ({ means, from }) => means || pieces[from]?.kind !== "picture",
  );
  const does =
    stretches.every(({ means }) => means && means !== "opener") && interpret({ stretches, pieces: known }, asked);
  if (does) return isAskedBack(pieces) && !BEYOND_QUESTIONS.has(does) ? undefined : { does };
  const choice = labelled(text, asked.choices);
  if (choice) return { does: "pick", choices: [choice] };
  const leaning = leaningOf(known, asked.what);
  return leaning ? { does: leaning } : readBeginning({ folded, pieces: known, stretches }, asked);
}

/** What may end with a question mark and is no question. */
const BEYOND_QUESTIONS: ReadonlySet<Move> = new Set(["greet", "thank", "wrong", "none", "stop"]);
const isAskedBack = (pieces: readonly Piece[]) => pieces.at(-1)?.key === "?" || EITHER.test(keysOf(pieces));
/** “真人还是机器人”. */
const EITHER = /^(?:是 )?(?:真 人|人 工|人|机 器 人) 还 是/;
