import { wordsOf } from "../model/text/bag.ts";
import { inSlices } from "../time-slices.ts";
import type { Sample } from "./dataset.ts";
import { hashOf } from "./held-out.ts";

/** Words, or Chinese characters, of a text that are looked at. */
const MOST_WORDS = 24;
/** Words or characters in a row that may be left out, and the share of a text that has to remain. */
const LONGEST_GAP = 4;
const REMAINS = 0.6;

/**
 * Puts texts together that are each other's copies but for a few words: "how long does delivery take" and "how long does shipping take".
 * Whoever knows one of them knows the others, and shows little by that. In time that grows with the texts, not with their pairs.
 */
export async function familiesOf(texts: readonly string[]): Promise<string[][]> {
  const parents = texts.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root] as number;
    return (parents[at] = root);
  };
  const firstWith = new Map<number, number>();
  await inSlices([...texts.entries()], ([at, text]) => {
    for (const remainder of remaindersOf(text)) {
      const other = firstWith.get(remainder);
      if (other === undefined) firstWith.set(remainder, at);
      else parents[rootOf(at)] = rootOf(other);
    }
  });
  const families = new Map<number, string[]>();
  for (const [at, text] of texts.entries()) {
    const root = rootOf(at);
    const family = families.get(root);
    if (family) family.push(text);
    else families.set(root, [text]);
  }
  return [...families.values()];
}

/** The held-out samples that have a near-duplicate among the learned ones of their intent. */
export async function nearLearned(samples: readonly Sample[]): Promise<ReadonlySet<Sample>> {
  const near = new Set<Sample>();
  const ofIntent = new Map<string, Map<string, Sample>>();
  for (const sample of samples) {
    const others = ofIntent.get(sample.intent);
    if (others) others.set(sample.text, sample);
    else ofIntent.set(sample.intent, new Map([[sample.text, sample]]));
  }
  for (const byText of ofIntent.values()) {
    for (const family of await familiesOf([...byText.keys()])) {
      const members = family.flatMap((text) => byText.get(text) ?? []);
      if (members.every(({ heldOut }) => heldOut)) continue;
      for (const member of members) if (member.heldOut) near.add(member);
    }
  }
  return near;
}

/**
 * What is left of a text without a few words in a row, whatever order they are in, as numbers: the sums of numbers that stand for the words,
 * of 48 bits, so that hardly two of a million are the same by chance.
 */
function remaindersOf(text: string): Set<number> {
  const words = wordsOf(text).slice(0, MOST_WORDS).map(numberOf);
  const whole = sumOf(words);
  const remainders = new Set([whole]);
  const longest = Math.min(LONGEST_GAP, Math.floor(words.length * (1 - REMAINS)));
  for (let gap = 1; gap <= longest && words.length - gap > 1; gap++) {
    for (let at = 0; at + gap <= words.length; at++) remainders.add(whole - sumOf(words.slice(at, at + gap)));
  }
  return remainders;
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

const numberOf = (word: string): number => hashOf(word) * 0x1_0000 + (hashOf(`${word} `) & 0xffff);
