import type { Article } from "@parley/protocol";
import type { SentenceEncoder } from "../model/text/sentences.ts";
import { inSlices } from "../time-slices.ts";
import { passagesOf } from "./passages.ts";

/** How much each article has a passage that means what a question does, as the cosine of the two, the likest first. */
type Senses = (question: string) => ReadonlyMap<string, number>;
/** Reads what articles mean. */
export type ReadSenses = (articles: Iterable<Article>) => Promise<Senses>;

/**
 * Reads what articles mean, passage by passage and title by title, in slices: a millisecond or less each, and what was read
 * before not again.
 */
export function createSenseReader({ encode }: SentenceEncoder): ReadSenses {
  let known = new Map<string, Float32Array>();
  return async (articles) => {
    const before = known;
    const vectors = new Map<string, Float32Array>();
    const read = [...articles].flatMap(({ id, title, body }) =>
      [...new Set([...Object.keys(title), ...Object.keys(body)])].flatMap((language) => {
        const passages = passagesOf(body[language] ?? "").map(({ text }) => plain(text));
        return [title[language] ?? "", ...passages].filter((text) => text.trim() !== "").map((text) => ({ id, text }));
      }),
    );
    await inSlices(read, ({ text }) => void vectors.set(text, before.get(text) ?? encode(text)));
    known = vectors;

    return (question) => {
      const asked = encode(question);
      const alike = new Map<string, number>();
      for (const { id, text } of read) {
        const vector = vectors.get(text);
        if (vector) alike.set(id, Math.max(cosine(asked, vector), alike.get(id) ?? -1));
      }
      return new Map([...alike].sort(([, one], [, other]) => other - one));
    };
  };
}

/** A passage as it is said: without marks, and links by their words. */
const plain = (markdown: string): string => markdown.replace(/\]\([^)]*\)/g, "").replace(/[*_#>`[\]]+/g, "");

function cosine(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}
