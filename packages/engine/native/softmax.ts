// How a loss changes with scores.

import { exponential } from "./exponential";

/**
 * Replaces each row of scores [rows, width], of which the first `count` are meant and whose width is a multiple of 4, by how the
 * cross entropy changes with them: softmax minus target, 0 in the others. The target is 1 - smoothing for the output in `rights`,
 * and the rest spread over all. `chances` [rows] gets the probability of what is right.
 */
export function softmaxSlopes(
  scores: usize, rights: usize, chances: usize, rows: i32, count: i32, width: i32, smoothing: f32,
): void {
  const size = <usize>width << 2;
  const end = <usize>count << 2;
  const spread = f32x4.splat(smoothing / <f32>count);
  for (let row = 0; row < rows; row++) {
    const from = scores + <usize>row * size;
    for (let at = end; at < size; at += 4) store<f32>(from + at, -f32.MAX_VALUE);
    let most = v128.load(from);
    for (let at: usize = 16; at < size; at += 16) most = f32x4.max(most, v128.load(from + at));
    const highest = f32x4.splat(max(
      max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
      max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
    ));
    let sums = f32x4.splat(0);
    for (let at: usize = 0; at < size; at += 16) {
      const power = exponential(f32x4.sub(v128.load(from + at), highest));
      v128.store(from + at, power);
      sums = f32x4.add(sums, power);
    }
    const total = f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) +
      f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
    const by = f32x4.splat(1 / total);
    const right = from + (<usize>load<i32>(rights + (<usize>row << 2)) << 2);
    store<f32>(chances + (<usize>row << 2), load<f32>(right) / total);
    for (let at: usize = 0; at < size; at += 16) {
      v128.store(from + at, f32x4.sub(f32x4.mul(v128.load(from + at), by), spread));
    }
    store<f32>(right, load<f32>(right) - (1 - smoothing));
    for (let at = end; at < size; at += 4) store<f32>(from + at, 0);
  }
}
