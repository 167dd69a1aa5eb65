import type { Encoded } from "../text/encoder.ts";
import type { Random } from "./random.ts";
import { firstOf, type Uses, type UsesList } from "./table.ts";

/** Cuts a shuffled order into batches of messages of similar length, so that little padding is computed. */
export function batchesOf(lengths: readonly number[], size: number, random: Random): number[][] {
  const order = random.shuffle(lengths.map((_, index) => index));
  const batches: number[][] = [];
  // Sorting all of it would put the same messages together in every epoch.
  const stretch = size * Math.max(2, Math.ceil(order.length / size / 4));
  for (let from = 0; from < order.length; from += stretch) {
    const sorted = order.slice(from, from + stretch).sort((a, b) => (lengths[a] ?? 0) - (lengths[b] ?? 0));
    for (let start = 0; start < sorted.length; start += size) batches.push(sorted.slice(start, start + size));
  }
  return random.shuffle(batches);
}

/** Copies an encoded message out of the encoder's buffers. */
export function keep(encoded: Encoded): Encoded {
  return {
    tokens: encoded.tokens,
    starts: encoded.starts.slice(),
    rows: encoded.rows.slice(),
    bagRows: encoded.bagRows.slice(),
    bagWeights: encoded.bagWeights.slice(),
    novelty: encoded.novelty,
  };
}

/** Lists the bag features of a batch, leaving some out at random; each message is a vector. */
export function listBag(batch: readonly Encoded[], dropout: number, random: Random, into: UsesList): Uses {
  const uses = into.room(batch.reduce((sum, { bagRows }) => sum + bagRows.length, 0));
  let count = 0;
  for (const [place, { bagRows, bagWeights }] of batch.entries()) {
    for (let at = 0; at < bagRows.length; at++) {
      if (random.next() < dropout) continue;
      uses.rows[count] = bagRows[at] as number;
      uses.weights[count] = (bagWeights[at] as number) / (1 - dropout);
      uses.places[count++] = place;
    }
  }
  return firstOf(uses, count);
}

/** How the tokens of a batch lie in a tensor [steps, messages, ...]. */
export interface Layout {
  steps: number;
  /** Tokens of each message. */
  counts: number[];
}

/** Lays out messages with so many tokens each. */
export function layOut(counts: number[]): Layout {
  return { steps: counts.reduce((most, count) => Math.max(most, count), 1), counts };
}

/** Token vectors [steps, messages, width] as they are, then each message's in reverse order: [2, steps, messages, width]. */
export function bothWays(vectors: Float32Array, layout: Layout, width: number): Float32Array {
  const result = new Float32Array(2 * vectors.length);
  result.set(vectors);
  eachReversed(layout, width, (from, to) => result.set(vectors.subarray(from, from + width), vectors.length + to));
  return result;
}

/** The way back of `bothWays`: how the loss changes with a token's vector, summed over its two places. */
export function sumOfBothWays(
  forwards: Float32Array,
  backwards: Float32Array,
  layout: Layout,
  width: number,
): Float32Array {
  const result = forwards.slice();
  eachReversed(layout, width, (from, to) => {
    for (let at = 0; at < width; at++)
      result[from + at] = (result[from + at] as number) + (backwards[to + at] as number);
  });
  return result;
}

function eachReversed({ counts }: Layout, width: number, visit: (from: number, to: number) => void): void {
  for (const [index, count] of counts.entries()) {
    for (let token = 0; token < count; token++) {
      const place = (step: number) => (step * counts.length + index) * width;
      visit(place(token), place(count - 1 - token));
    }
  }
}
