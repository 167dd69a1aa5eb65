import { isIdeograph, tokenise } from "../model/text/tokens.ts";
import { terms } from "../search/terms.ts";
import { inSlices } from "../time-slices.ts";

/** A question that waits for review. */
export interface Asked {
  _id: string;
  text: string;
  at: number;
}

/** Questions that mean the same; its id is that of the first one asked, and stays when more come. */
export interface Cluster<T extends Asked> {
  id: string;
  questions: T[];
}

/** What turns a question into numbers: the model that answers, and sentence vectors, where there are any. */
export interface Readers {
  learned?: ((text: string) => Float32Array) | undefined;
  meaning?: ((text: string) => Float32Array) | undefined;
}

/** How alike a question must be to those of a group on average, from 0 to 1, to be reviewed with them. */
const ALIKE = 0.5;
/**
 * What counts how much: the model tells a shop's matters apart, sentence vectors know what no example says, and words keep names apart.
 * Found on half of each of three labelled sets, see docs/understanding.md.
 */
const WEIGHTS = { learned: 0.4, meaning: 0.3, words: 0.3 };

interface Point {
  learned: Float32Array | undefined;
  meaning: Float32Array | undefined;
  terms: ReadonlySet<string>;
  /** A single word, which names a subject that much else is about too. */
  brief: boolean;
  chinese: boolean;
}

/** Puts each question, oldest first, to the group it is most like, or into a new one. */
export async function cluster<T extends Asked>(questions: readonly T[], readers: Readers): Promise<Cluster<T>[]> {
  const clusters: { points: Point[]; members: Cluster<T> }[] = [];
  const oldestFirst = questions.toSorted((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
  await inSlices(oldestFirst, (question) => {
    const point = pointOf(question.text, readers);
    let nearest: { group: (typeof clusters)[number]; likeness: number } | undefined;
    for (const group of clusters) {
      const likeness = mean(group.points.map((other) => likenessOf(other, point)));
      if (likeness > (nearest?.likeness ?? ALIKE)) nearest = { group, likeness };
    }
    if (nearest) {
      nearest.group.points.push(point);
      nearest.group.members.questions.push(question);
    } else clusters.push({ points: [point], members: { id: question._id, questions: [question] } });
  });
  return clusters.map(({ members }) => members);
}

function pointOf(text: string, { learned, meaning }: Readers): Point {
  return {
    learned: learned?.(text),
    meaning: meaning?.(text),
    terms: new Set(terms(text)),
    brief: isBrief(text),
    chinese: tokenise(text).some(isIdeograph),
  };
}

function likenessOf(one: Point, other: Point): number {
  const words = overlap(one.terms, other.terms);
  if (one.brief || other.brief) return words;
  const meaning = one.meaning && other.meaning && dot(one.meaning, other.meaning);
  // Two languages share no words, and only sentence vectors know both.
  if (one.chinese !== other.chinese && meaning !== undefined) return meaning;
  const learned = one.learned && other.learned && Math.max(0, dot(one.learned, other.learned));
  const told = Object.entries({ learned, meaning, words }).flatMap(([what, likeness]) =>
    likeness === undefined ? [] : [{ likeness, weight: WEIGHTS[what as keyof typeof WEIGHTS] }],
  );
  const all = told.reduce((sum, { weight }) => sum + weight, 0);
  return told.reduce((sum, { likeness, weight }) => sum + (weight / all) * likeness, 0);
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** One word, or two Chinese characters. */
function isBrief(text: string): boolean {
  const tokens = tokenise(text);
  return tokens.length <= (tokens.some(isIdeograph) ? 2 : 1);
}

/** The share of terms two texts have in common (Dice). */
function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const term of one) if (other.has(term)) shared += 1;
  return one.size + other.size > 0 ? (2 * shared) / (one.size + other.size) : 0;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
