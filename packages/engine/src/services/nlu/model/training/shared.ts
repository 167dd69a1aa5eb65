import type { LayerSizes, Numbers } from "./layer.ts";

/** What the other thread does: it has not begun, waits to be asked, or works. */
export const [IDLE, FORWARDS, BACKWARDS] = [1, 2, 3];

/** What both threads see. */
export interface Shared {
  /** An `Int32Array`: what is done, then the sizes of the batch. */
  control: SharedArrayBuffer;
  floats: SharedArrayBuffer;
}

/** What a batch of these sizes takes, in the order in which it lies in shared memory. */
export function countsOf({ steps, batch, inputs, hidden }: LayerSizes) {
  const [rows, columns] = [steps * batch, 4 * hidden];
  const weights = { kernel: inputs * columns, recurrent: hidden * columns, bias: columns };
  const given = { ...weights, padding: rows, input: rows * inputs, slopes: batch * hidden };
  const found = { ofWeights: weights.kernel, ofRecurrent: weights.recurrent, ofBias: weights.bias };
  return { ...given, ...found, pooled: batch * hidden, ofInput: rows * inputs };
}
export type Name = keyof ReturnType<typeof countsOf>;

/** Shared memory as the numbers of a batch. */
export function viewsOf({ floats }: Shared, sizes: LayerSizes): Record<Name, Numbers> {
  let from = 0;
  const views = Object.entries(countsOf(sizes)).map(([name, count]) => {
    const view = new Float32Array(floats, from, count);
    from += count * Float32Array.BYTES_PER_ELEMENT;
    return [name, view] as const;
  });
  return Object.fromEntries(views) as Record<Name, Numbers>;
}
