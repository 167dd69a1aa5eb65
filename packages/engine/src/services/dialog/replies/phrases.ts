import type { Piece } from "./fold.ts";

/** A stretch of pieces that is a phrase of the dictionary, or one piece that is not. */
export interface Stretch<T> {
  means: T | undefined;
  from: number;
  to: number;
}

/** The best way to read what comes from a piece on: how many pieces are in no phrase, and how far its first phrase reaches. */
interface Best<T> extends Stretch<T> {
  unknown: number;
}

/**
 * Reads pieces as phrases, so that as few pieces as possible are left over and each phrase is as long as possible: “了解了解” is
 * “了解” twice. Marks belong to no phrase and are left out.
 */
export function phrasesOf<T>(pieces: readonly Piece[], dictionary: ReadonlyMap<string, T>, longest: number) {
  const best: Best<T>[] = [];
  for (let from = pieces.length - 1; from >= 0; from -= 1) {
    const ways = phrasesAt(pieces, from, { dictionary, longest });
    best[from] = ways
      .map((way) => ({ ...way, unknown: way.unknown + (best[way.to]?.unknown ?? 0) }))
      .reduce((one, other) => (other.unknown < one.unknown ? other : one));
  }
  const found: Stretch<T>[] = [];
  for (let from = 0; from < pieces.length;) {
    const { means, to } = best[from] as Best<T>;
    if (pieces[from]?.kind !== "mark") found.push({ means, from, to });
    from = to;
  }
  return found;
}

interface Lookup<T> {
  dictionary: ReadonlyMap<string, T>;
  longest: number;
}

/** Phrases that begin at a piece, the longest first, and last the piece by itself. */
function phrasesAt<T>(pieces: readonly Piece[], from: number, { dictionary, longest }: Lookup<T>): Best<T>[] {
  const alone = { means: undefined, from, to: from + 1, unknown: pieces[from]?.kind === "mark" ? 0 : 1 };
  const ways: Best<T>[] = [alone];
  let key = "";
  for (let to = from + 1; to <= Math.min(pieces.length, from + longest); to += 1) {
    const piece = pieces[to - 1];
    if (!piece || piece.kind === "mark") break;
    key = key ? `${key} ${piece.key}` : piece.key;
    const means = dictionary.get(key);
    if (means !== undefined) ways.unshift({ means, from, to, unknown: 0 });
  }
  return ways;
}
