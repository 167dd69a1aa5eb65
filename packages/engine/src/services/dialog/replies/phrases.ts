import type { Piece } from "./fold.ts";

/** A stretch of pieces that is a phrase of the dictionary, or one piece that is not. */
export interface Stretch<T> {
  means: T | undefined;
  from: number;
  to: number;
}

/** Reads pieces as phrases, each as long as possible. Marks belong to no phrase and are left out. */
export function phrasesOf<T>(pieces: readonly Piece[], dictionary: ReadonlyMap<string, T>, longest: number) {
  const found: Stretch<T>[] = [];
  for (let from = 0; from < pieces.length;) {
    if (pieces[from]?.kind === "mark") {
      from += 1;
      continue;
    }
    const stretch = longestAt(pieces, from, { dictionary, longest });
    found.push(stretch);
    from = stretch.to;
  }
  return found;
}

interface Lookup<T> {
  dictionary: ReadonlyMap<string, T>;
  longest: number;
}

function longestAt<T>(pieces: readonly Piece[], from: number, { dictionary, longest }: Lookup<T>): Stretch<T> {
  const mark = pieces.findIndex(({ kind }, index) => index > from && kind === "mark");
  const end = mark < 0 ? pieces.length : mark;
  for (let to = Math.min(end, from + longest); to > from; to -= 1) {
    const key = pieces
      .slice(from, to)
      .map((piece) => piece.key)
      .join(" ");
    const means = dictionary.get(key);
    if (means !== undefined) return { means, from, to };
  }
  return { means: undefined, from, to: from + 1 };
}
