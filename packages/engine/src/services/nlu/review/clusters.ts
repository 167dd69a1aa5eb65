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

/** How alike two questions must be, from 0 to 1, to be reviewed together. */
const ALIKE = 0.5;
/** What the model's vectors say counts more than the words shared: "parcel" and "package" are the same to it. */
const VECTOR_WEIGHT = 0.6;

interface Point {
  vector: Float32Array | undefined;
  terms: ReadonlySet<string>;
  /** A single word, which names a subject that much else is about too. */
  brief: boolean;
}

/** Puts each question, oldest first, to the group it is most like, or into a new one. */
export async function cluster<T extends Asked>(
  questions: readonly T[],
  vectorOf: ((text: string) => Float32Array) | undefined,
): Promise<Cluster<T>[]> {
  const clusters: { first: Point; members: Cluster<T> }[] = [];
  const oldestFirst = questions.toSorted((a, b) => a.at - b.at || (a._id < b._id ? -1 : 1));
  await inSlices(oldestFirst, (question) => {
    const { text } = question;
    const point: Point = { vector: vectorOf?.(text), terms: new Set(terms(text)), brief: isBrief(text) };
    let nearest: { members: Cluster<T>; likeness: number } | undefined;
    for (const { first, members } of clusters) {
      const likeness = likenessOf(first, point);
      if (likeness > (nearest?.likeness ?? ALIKE)) nearest = { members, likeness };
    }
    if (nearest) nearest.members.questions.push(question);
    else clusters.push({ first: point, members: { id: question._id, questions: [question] } });
  });
  return clusters.map(({ members }) => members);
}

function likenessOf(one: Point, other: Point): number {
  const shared = overlap(one.terms, other.terms);
  if (one.brief || other.brief || !one.vector || !other.vector) return shared;
  return VECTOR_WEIGHT * Math.max(0, dot(one.vector, other.vector)) + (1 - VECTOR_WEIGHT) * shared;
}

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
