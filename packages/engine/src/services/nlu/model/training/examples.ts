import type { ExampleProblem } from "@parley/protocol";
import type { Example } from "../types.ts";
import { normalise } from "../../../../text/normalise.ts";
import { bagOf, wordsOf } from "../text/bag.ts";
import { tokenise } from "../text/tokens.ts";
import type { Random } from "./random.ts";

const LONGEST = 2_000;
const FEW = 5;

/** Examples that can be learnt from, and what was wrong with the others. */
export interface CheckedExamples {
  examples: Example[];
  problems: ExampleProblem[];
}

/**
 * Leaves out examples without a word, shortens overlong ones, and drops repetitions. A text that stands under several
 * intents stays under each, for only its owner knows which is meant.
 */
export function checkExamples(given: readonly Example[]): CheckedExamples {
  const problems: ExampleProblem[] = [];
  const copies = new Map<string, Example[]>();
  for (const { text, intent } of given) {
    const shortened = { text: text.slice(0, LONGEST), intent };
    if (text.length > LONGEST) problems.push({ kind: "too-long", text: excerpt(text), intent, length: text.length });
    if (tokenise(text).length === 0) problems.push({ kind: "empty", text: excerpt(text), intent });
    else addTo(copies, normalise(shortened.text), shortened);
  }
  const examples = [...copies.values()].flatMap((same) => {
    const byName = [...groupByIntent(same)];
    const [first] = same;
    if (first && byName.length > 1) {
      problems.push({ kind: "contradiction", text: excerpt(first.text), intents: byName.map(([intent]) => intent) });
    }
    return byName.flatMap(([intent, [example, ...others]]) => {
      if (!example) return [];
      const times = others.length + 1;
      if (times > 1) problems.push({ kind: "duplicate", text: excerpt(example.text), intent, times });
      return [example];
    });
  });
  problems.push(...nearContradictions(examples));
  for (const [intent, { length }] of groupByIntent(examples)) {
    if (length < FEW) problems.push({ kind: "few-examples", intent, count: length });
  }
  return { examples, problems };
}

/** Examples of different intents that differ only in the order of their words, in numbers or punctuation. */
function nearContradictions(examples: readonly Example[]): ExampleProblem[] {
  const alike = new Map<string, Example[]>();
  for (const example of examples) {
    const bag = bagOf(wordsOf(example.text));
    // Pictures and marks have no words to be alike in.
    if (bag !== "") addTo(alike, bag, example);
  }
  return [...alike.values()].flatMap((near): ExampleProblem[] => {
    const texts = new Set(near.map(({ text }) => normalise(text)));
    const intents = [...groupByIntent(near).keys()];
    if (intents.length < 2 || texts.size < 2) return [];
    return [{ kind: "contradiction", text: near.map(({ text }) => excerpt(text)).join(" ≈ "), intents }];
  });
}

/** Holds out a share of each intent's examples, none of an intent that has fewer than four. */
export function holdOut(
  examples: readonly Example[],
  share: number,
  random: Random,
): { kept: Example[]; held: Example[] } {
  const kept: Example[] = [];
  const held: Example[] = [];
  for (const members of groupByIntent(examples).values()) {
    const count = members.length < 4 ? 0 : Math.max(1, Math.round(members.length * share));
    const shuffled = random.shuffle(members);
    held.push(...shuffled.slice(0, count));
    kept.push(...shuffled.slice(count));
  }
  return { kept, held };
}

/** The examples of each intent. */
export function groupByIntent(examples: readonly Example[]): Map<string, Example[]> {
  const groups = new Map<string, Example[]>();
  for (const example of examples) addTo(groups, example.intent, example);
  return groups;
}

function addTo(groups: Map<string, Example[]>, key: string, example: Example): void {
  const group = groups.get(key);
  if (group) group.push(example);
  else groups.set(key, [example]);
}

function excerpt(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
