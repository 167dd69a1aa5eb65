import type { Encoded } from "../text/encoder.ts";

/** Occurrences that every feature is given for each output, so that none seen once seems to be certain. */
const UNSEEN = 1;

/**
 * How much each feature tells about the output: the logarithm of how much more often it occurs with one output than with the
 * others (the largest of the outputs counts), 1 on average over the features. A linear model that learns in steps of that size
 * trusts what naive Bayes trusts; the idea is that of Wang and Manning (2012), who scale the features themselves by it.
 */
export function tellingOf(
  messages: readonly Encoded[],
  outputs: Int32Array,
  count: number,
  rows: number,
): Float32Array {
  if (count < 2) return new Float32Array(rows).fill(1);
  const seen = new Float32Array(rows * count).fill(UNSEEN);
  const totals = new Float64Array(count).fill(UNSEEN * rows);
  for (const [index, { bagRows }] of messages.entries()) {
    const output = outputs[index] as number;
    for (const row of bagRows) seen[row * count + output] = (seen[row * count + output] as number) + 1;
    totals[output] = (totals[output] as number) + bagRows.length;
  }
  const all = totals.reduce((sum, total) => sum + total, 0);
  const telling = new Float32Array(rows);
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const counts = seen.subarray(row * count, (row + 1) * count);
    const together = counts.reduce((total, one) => total + one, 0);
    let most = 0;
    for (const [output, one] of counts.entries()) {
      const total = totals[output] as number;
      most = Math.max(most, Math.abs(Math.log(one / total / ((together - one) / (all - total)))));
    }
    telling[row] = most;
    sum += most;
  }
  // Nothing tells anything where every output has the same words.
  return sum > 0 ? telling.map((value) => (value * rows) / sum) : telling.fill(1);
}
