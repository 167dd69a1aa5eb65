import { ChatError } from "@parley/protocol";
import { fold } from "./fold.ts";
import { neededBy } from "./terms.ts";
import { beginsAt, kindOf, NOTHING } from "./tokens.ts";

/** Parts of a query at most. */
const MOST_ATOMS = 20;

/** What is looked for. */
export interface Query {
  /** Folded; each has to be found. */
  atoms: readonly string[];
  /** Terms that all of it has in which they are found. */
  needed: readonly string[];
}

const PART = /"([^"]*)"?|[^\s"]+/gu;
const QUOTES = /[\u201c-\u201f\u00ab\u00bb\u300c-\u300f\uff02]/g;

/** Reads what somebody wrote to search by. Throws `invalid` where there is too little in it to look for. */
export function readQuery(written: string): Query {
  const parts = [...written.replace(QUOTES, '"').matchAll(PART)].map(([whole, quoted]) =>
    trimmed(fold(quoted ?? whole)),
  );
  const atoms = [...new Set(parts)].filter((part) => part !== "");
  if (atoms.length > MOST_ATOMS) throw new ChatError("invalid", `A search has at most ${MOST_ATOMS} words.`);
  const needed = new Set(atoms.flatMap((atom) => [...neededBy(atom)]));
  if (needed.size === 0) throw new ChatError("invalid", "Search for at least two characters.");
  return { atoms, needed: [...needed] };
}

/** Without what is of no word at its beginning and its end. */
function trimmed(text: string): string {
  const characters = Array.from(text);
  const isWord = (character: string) => kindOf(character.codePointAt(0) ?? 0) !== NOTHING;
  const [first, last] = [characters.findIndex(isWord), characters.findLastIndex(isWord)];
  return first < 0 ? "" : characters.slice(first, last + 1).join("");
}

/** Whether every part of a query is found in a text, which may be folded already. */
export function isFound(text: string, { atoms }: Pick<Query, "atoms">): boolean {
  const folded = fold(text);
  return atoms.every((atom) => !nextPlace(folded, atom, 0).done);
}

function nextPlace(folded: string, atom: string, from: number): { at: number; done: boolean } {
  for (let at = folded.indexOf(atom, from); at >= 0; at = folded.indexOf(atom, at + 1)) {
    if (beginsAt(folded, at)) return { at, done: false };
  }
  return { at: -1, done: true };
}

/** Where the parts of a query stand in a folded text, in order and apart from each other. */
export function placesIn(folded: string, { atoms }: Pick<Query, "atoms">): [from: number, to: number][] {
  const found = atoms.flatMap((atom) => {
    const places: [number, number][] = [];
    for (let next = nextPlace(folded, atom, 0); !next.done; next = nextPlace(folded, atom, next.at + atom.length)) {
      places.push([next.at, next.at + atom.length]);
    }
    return places;
  });
  return found
    .toSorted(([one], [other]) => one - other)
    .reduce<[number, number][]>((apart, [from, to]) => {
      const last = apart.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to);
      else apart.push([from, to]);
      return apart;
    }, []);
}
