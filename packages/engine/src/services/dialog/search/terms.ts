import { DIGIT, type Kind, kindOf, LETTER, NOTHING, SIGN } from "./tokens.ts";

/** The lengths of beginnings of words that are in the index; a longer word is looked up by the longest of them that it has. */
const BEGINNINGS = [2, 3, 4, 5, 6, 8, 11, 15, 20];
/** Digits up to which each beginning of a number is: those of orders begin alike and differ at their end. */
const LONGEST_NUMBER = 24;

/** All terms by which a folded text may be found: pairs that have a sign in them, beginnings of words and of numbers. */
export function termsOf(text: string): Set<string> {
  const terms = new Set<string>();
  read(text, {
    pair: (pair) => terms.add(pair),
    run: (run, kind) => {
      for (const length of lengthsOf(run, kind)) terms.add(run.slice(0, length));
    },
  });
  return terms;
}

/** The terms that every text has in which this part of a query is found; none where the part is too short to be looked up. */
export function neededBy(atom: string): Set<string> {
  const terms = new Set<string>();
  read(atom, {
    pair: (pair) => terms.add(pair),
    run: (run, kind) => {
      const longest = lengthsOf(run, kind).at(-1);
      if (longest !== undefined) terms.add(run.slice(0, longest));
    },
  });
  return terms;
}

function lengthsOf(run: string, kind: Kind): number[] {
  if (kind === LETTER) return BEGINNINGS.filter((length) => length <= run.length);
  const longest = Math.min(run.length, LONGEST_NUMBER);
  return Array.from({ length: Math.max(0, longest - 1) }, (_, place) => place + 2);
}

interface Reader {
  /** Two characters beside each other, of which at least one is a sign. */
  pair: (pair: string) => void;
  /** Letters, or digits, as many as there are beside each other. */
  run: (run: string, kind: Kind) => void;
}

function read(text: string, reader: Reader): void {
  let [before, last, begun]: [Kind, string, number] = [NOTHING, "", 0];
  const ended = (at: number) => {
    if (before === LETTER || before === DIGIT) reader.run(text.slice(begun, at), before);
  };
  for (let at = 0; at < text.length; at += last.length) {
    const point = text.codePointAt(at) ?? 0;
    const kind = kindOf(point);
    const character = String.fromCodePoint(point);
    if (isPair(before, kind)) reader.pair(last + character);
    if (kind !== before) {
      ended(at);
      begun = at;
    }
    [before, last] = [kind, character];
  }
  ended(text.length);
}

const isPair = (one: Kind, other: Kind) => one !== NOTHING && other !== NOTHING && (one === SIGN || other === SIGN);
