import type { HeldOut } from "../types.ts";

/** Of so many held-out messages one gets copies that are harder. */
const EVERY = 2;
/** Words or characters of the shortest message that is cut. */
const LONG_ENOUGH = 5;

/**
 * Copies of messages as people write them in a hurry: with a slip, and cut short. Held-out examples look like those that were learnt from;
 * how sure the model may be, and where the line to what is out of scope lies, is better seen on these.
 */
export function harder(examples: readonly HeldOut[]): HeldOut[] {
  const chosen = examples.filter((_, index) => index % EVERY === 0);
  return chosen.flatMap((example, index) =>
    [misspelt(example.text, index), shortened(example.text)].flatMap((text) => (text ? { ...example, text } : [])),
  );
}

/** With two letters swapped in its longest word, or a Chinese character left out. */
function misspelt(text: string, at: number): string | undefined {
  if (/\p{Script=Han}/u.test(text)) {
    return text.length < LONG_ENOUGH ? undefined : text.slice(0, at % text.length) + text.slice((at % text.length) + 1);
  }
  const [longest = ""] = (text.match(/[a-z]{4,}/gi) ?? []).toSorted((a, b) => b.length - a.length);
  const from = 1 + (at % Math.max(1, longest.length - 2));
  const swapped = longest.slice(0, from) + (longest[from + 1] ?? "") + (longest[from] ?? "") + longest.slice(from + 2);
  return longest === "" ? undefined : text.replace(longest, swapped);
}

/** Its first half, or its last: people leave out how they would begin, or how they would end. */
function shortened(text: string): string | undefined {
  const pieces = /\p{Script=Han}/u.test(text) ? Array.from(text) : text.split(/(?<= )/);
  if (pieces.length < LONG_ENOUGH) return undefined;
  const cut = Math.ceil(pieces.length * 0.6);
  return (pieces.length % 2 === 0 ? pieces.slice(0, cut) : pieces.slice(-cut)).join("").trim();
}
