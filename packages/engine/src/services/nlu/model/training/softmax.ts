import { createKernel } from "../serving/kernel.ts";
import { createPiece } from "./pieces.ts";

/** The right output of each message, how many outputs there are, and what share of the target is spread over all of them. */
export interface Targets {
  rights: Int32Array;
  count: number;
  smoothing: number;
}

/**
 * Replaces a row of scores for each message, which may be longer than there are outputs, by how the cross entropy changes with them, and
 * returns the cross entropy, mean over the messages.
 */
export type SlopesOf = (scores: Float32Array, targets: Targets) => number;

const LANES = 4;

/** Creates that on the kernel. */
export function createSoftmax(): SlopesOf {
  const kernel = createKernel();
  const [padded, outputs, likely] = [createPiece(kernel), createPiece(kernel), createPiece(kernel)];
  return (scores, { rights, count, smoothing }) => {
    const rows = rights.length;
    const given = scores.length / rows;
    const width = Math.ceil(count / LANES) * LANES;
    const [scoresAt, rightsAt, chancesAt] = [padded(rows * width), outputs(rows), likely(rows)];
    const numbers = kernel.floats(scoresAt, rows * width);
    for (let row = 0; row < rows; row++) numbers.set(scores.subarray(row * given, row * given + count), row * width);
    kernel.integers(rightsAt, rows).set(rights);
    kernel.run.softmaxSlopes(scoresAt, rightsAt, chancesAt, rows, count, width, smoothing);
    scores.fill(0);
    for (let row = 0; row < rows; row++) scores.set(numbers.subarray(row * width, row * width + count), row * given);
    return kernel.floats(chancesAt, rows).reduce((sum, chance) => sum - Math.log(chance), 0) / rows;
  };
}
