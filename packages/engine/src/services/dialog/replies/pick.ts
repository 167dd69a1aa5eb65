import type { Choice } from "@parley/protocol";
import { type Asked, isSubject, type Reading } from "./asked.ts";
import { fold, keysOf, type Piece } from "./fold.ts";
import { isLabel, labelled } from "./labels.ts";
import { positionsIn } from "./positions.ts";

/** Reads a message as a pick among choices: a label, a place, or both. Nothing if it is none. */
export function readPick(text: string, pieces: readonly Piece[], { what, choices }: Asked): Reading | undefined {
  if (choices.length === 0) return undefined;
  const exact = choices.find((choice, index) => isLabel(text.replace(numbered(index + 1), ""), choice));
  const named = exact ?? namedTwice(text, choices);
  if (named) return { does: "pick", choices: [named] };
  // “No let me try first” picks nothing of one.
  const picked = what === "offer" && pieces.length > 2 ? undefined : pickedByPlace(pieces, choices);
  if (picked?.every((choice) => choice !== undefined)) return { does: "pick", choices: picked };
  return picked && what === "choices" ? { does: "which" } : undefined;
}

/** What stands at the places that were named; places without anything are undefined. Nothing if no place was named. */
function pickedByPlace(pieces: readonly Piece[], choices: readonly Choice[]): (Choice | undefined)[] | undefined {
  // The last of those that were asked about is not the way out below them.
  const subjects = choices.filter(isSubject);
  const counted = countsFromEnd(pieces) && subjects.length > 0 ? subjects : choices;
  const positions = positionsIn(pieces, counted.length);
  if (positions === "this") return subjects.length === 1 ? subjects : [undefined];
  return positions?.map((position) => counted[position - 1]);
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

/** “The last one”, “all of them”, “the middle one”. */
const countsFromEnd = (pieces: readonly Piece[]) => {
  const keys = keysOf(pieces);
  return /\b(?:last|botom|final|penultimate|all|al|both|middle|midle|each)\b|最 后|倒 数|下 面|末 尾|后 一 个|后 面|中 间|都|全/.test(
    keys,
  );
};
