/** A text to be found, as terms, each with the weight of the place where it stands. */
export interface Indexed<K> {
  key: K;
  weights: ReadonlyMap<string, number>;
}

/** A text that was found; `score` is its BM25 score, `coverage` the share (0..1) of the best possible one for this query. */
export interface Hit<K> {
  key: K;
  score: number;
  coverage: number;
}

/** Saturation of repeated terms and influence of length; the usual values (Robertson and Zaragoza 2009, section 3.2). */
const K1 = 1.2;
const B = 0.75;

interface Posting {
  at: number;
  weight: number;
}

/** An index that ranks by BM25 (Robertson and Zaragoza 2009); terms count as often as their places weigh. */
export interface Ranking<K> {
  readonly size: number;
  add(entry: Indexed<K>): void;
  /** How telling a term is: the rarer, the more. */
  worth(term: string): number;
  /** The best first, `limit` at most; what shares no term with the query is not there. */
  find(query: readonly string[], limit: number): Hit<K>[];
}

/** Creates an empty index. Adding is cheap; every query sees all that was added before. */
export function createRanking<K>(): Ranking<K> {
  const keys: K[] = [];
  const lengths: number[] = [];
  const postings = new Map<string, Posting[]>();
  let totalLength = 0;

  function worth(term: string): number {
    const found = postings.get(term)?.length ?? 0;
    return Math.log(1 + (keys.length - found + 0.5) / (found + 0.5)) * (K1 + 1);
  }

  return {
    get size() {
      return keys.length;
    },

    add({ key, weights }) {
      let length = 0;
      for (const [term, weight] of weights) {
        const list = postings.get(term);
        if (list) list.push({ at: keys.length, weight });
        else postings.set(term, [{ at: keys.length, weight }]);
        length += weight;
      }
      keys.push(key);
      lengths.push(length);
      totalLength += length;
    },

    worth,

    find(query, limit) {
      const average = totalLength / Math.max(1, keys.length);
      const scores = new Map<number, number>();
      let possible = 0;
      for (const term of new Set(query)) {
        const list = postings.get(term) ?? [];
        const most = worth(term);
        possible += most;
        for (const { at, weight } of list) {
          const norm = 1 - B + (B * (lengths[at] ?? 0)) / average;
          scores.set(at, (scores.get(at) ?? 0) + (most * weight) / (weight + K1 * norm));
        }
      }
      const best = [...scores].sort(([, a], [, b]) => b - a).slice(0, limit);
      return best.flatMap(([at, score]) => {
        const key = keys[at];
        return key === undefined ? [] : [{ key, score, coverage: possible > 0 ? score / possible : 0 }];
      });
    },
  };
}

/** Adds the terms of one place in a text to the weights of the whole. */
export function weigh(into: Map<string, number>, terms: readonly string[], weight: number): void {
  for (const term of terms) into.set(term, (into.get(term) ?? 0) + weight);
}
